//! A TrueType font made for tests: boxes for glyphs, and the character map that a test asks for.

/// Makes a font of `glyphs` glyphs: number 0 paints nothing, each other one a box, 500 units wide of an em of 1000. `map` gives
/// characters and their glyphs, for a Unicode map; none for an empty one.
pub(crate) fn true_type(glyphs: u16, map: &[(char, u16)]) -> Vec<u8> {
    let mut outline = Vec::new();
    // One contour in the box (50, 0) to (450, 700), its last point number 3, no instructions, four points on the curve.
    for value in [1_i16, 50, 0, 450, 700, 3, 0] {
        outline.extend_from_slice(&value.to_be_bytes());
    }
    outline.extend_from_slice(&[1; 4]);
    // (50, 0), (50, 700), (450, 700), (450, 0), as differences: in x, then in y.
    for value in [50_i16, 0, 400, 0, 0, 700, 0, -700] {
        outline.extend_from_slice(&value.to_be_bytes());
    }
    while outline.len() % 4 != 0 {
        outline.push(0);
    }
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    for glyph in 0..glyphs {
        loca.extend_from_slice(&(glyf.len() as u32).to_be_bytes());
        if glyph > 0 {
            glyf.extend_from_slice(&outline);
        }
        hmtx.extend_from_slice(&500_u16.to_be_bytes());
        hmtx.extend_from_slice(&50_i16.to_be_bytes());
    }
    loca.extend_from_slice(&(glyf.len() as u32).to_be_bytes());

    let mut head = Vec::new();
    head.extend_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x5f, 0x0f, 0x3c, 0xf5, 0, 0]);
    head.extend_from_slice(&1000_u16.to_be_bytes());
    head.extend_from_slice(&[0; 16]);
    for value in [0_i16, 0, 500, 700, 0, 8, 2, 1, 0] {
        head.extend_from_slice(&value.to_be_bytes());
    }
    let mut hhea = vec![0, 1, 0, 0];
    for value in [800_i16, -200, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0] {
        hhea.extend_from_slice(&value.to_be_bytes());
    }
    hhea.extend_from_slice(&glyphs.to_be_bytes());
    let mut maxp = vec![0, 1, 0, 0];
    maxp.extend_from_slice(&glyphs.to_be_bytes());
    for value in [4_u16, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0] {
        maxp.extend_from_slice(&value.to_be_bytes());
    }
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap(map)),
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ];
    let mut out = vec![0, 1, 0, 0];
    for value in [7_u16, 64, 2, 48] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    let mut place = 12 + 16 * tables.len();
    for (tag, data) in &tables {
        out.extend_from_slice(*tag);
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&(place as u32).to_be_bytes());
        out.extend_from_slice(&(data.len() as u32).to_be_bytes());
        place += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        let padding = data.len().next_multiple_of(4) - data.len();
        out.extend_from_slice(&data);
        out.resize(out.len() + padding, 0);
    }
    out
}

/// A character map for Windows, Unicode, in format 12.
fn cmap(map: &[(char, u16)]) -> Vec<u8> {
    let mut map = map.to_vec();
    map.sort_unstable();
    let mut out = Vec::new();
    for value in [0_u16, 1, 3, 10] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    for value in [12_u32, 12 << 16, 16 + 12 * map.len() as u32, 0, map.len() as u32] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    for (c, glyph) in map {
        for value in [c as u32, c as u32, u32::from(glyph)] {
            out.extend_from_slice(&value.to_be_bytes());
        }
    }
    out
}
