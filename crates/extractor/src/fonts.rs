//! Which font a run was set in.
//!
//! The interpreter hands over glyphs without their font dictionary. All fonts of the page are loaded a second time here,
//! and a run belongs to the font that gives its first glyph the same identity, advance and text. What a glyph says is
//! read off the glyph itself, never off the font: were the font mistaken, name and height would be, not text. It is kept
//! for the next glyph of that font, code and outline only where no other font of the page fits the run's first glyph.

use crate::differences::Differences;
use crate::facts::{Facts, facts};
use crate::resources::{dicts_of_fonts, nested_fonts};
use crate::symbols::extension;
use crate::unicode::{Programs, Rescue, is_blank, said};
use hayro_font::{Font, FontCache, FontData, FontGlyph, FontQuery, GlyphIdentifier};
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{InterpreterSettings, RenderContent};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;
use kurbo::Vec2;
use model::page::GlyphText;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The advance where no font says one: half an em.
const NO_ADVANCE: f64 = 500.0;
/// So many of a run's glyphs are compared when its first one could be from several fonts: two fonts of a page that agree
/// in all of these differ in what the run does not use.
const COMPARED: usize = 12;
/// The most answers of "is this glyph this font's" that are kept (about 40 bytes each); past it they are found anew.
const MOST_ANSWERS: usize = 1 << 20;
/// The place of the font that stands for unknown ones in [`Fonts`].
pub(crate) const UNKNOWN: usize = 0;

/// How a code of a font is placed, in units of 1/1000 em.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing {
    /// The advance downwards, where the font is set vertically; y up, so negative.
    pub(crate) down: Option<f64>,
    /// How far the interpreter moved the glyph from the text position (vertical writing).
    pub(crate) moved: Vec2,
    /// How much the interpreter stretched a substitute font's outline.
    pub(crate) stretch: f64,
}

/// A glyph's place where nothing is known of its font.
const PLAIN: Placing = Placing { down: None, moved: Vec2::ZERO, stretch: 1.0 };

/// What a glyph says and how it is placed.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) text: GlyphText,
    pub(crate) placing: Placing,
}

/// What a glyph was found to say.
struct Read {
    outline: GlyphIdentifier,
    said: Said,
}

/// The font a run was set in.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    /// Its place in [`Fonts`]; [`UNKNOWN`] for one that could not be told.
    pub(crate) font: usize,
    /// No other font of the page fits its first glyph.
    sole: bool,
}

/// One font dictionary, loaded.
struct Entry<'a> {
    dict: Dict<'a>,
    font: Option<Font<'a>>,
    facts: Facts,
    named: Differences,
    placings: FxHashMap<u32, Placing>,
    read: FxHashMap<u32, Read>,
    /// Texts of codes without one of their own, by the font's other tables.
    rescued: FxHashMap<u32, GlyphText>,
    rescue: Option<Rescue>,
}

/// What a run's first glyph looks like; fonts are told apart by it. It holds all that [`Fonts::fits`] compares.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    /// Program and outline; 0 for Type 3 glyphs.
    glyph: u128,
    code: u32,
    advance: u32,
    text: Option<char>,
}

/// All fonts of a document, loaded as pages use them.
pub(crate) struct Fonts<'a> {
    settings: InterpreterSettings,
    cache: FontCache<'a>,
    entries: Vec<Entry<'a>>,
    by_place: FxHashMap<(usize, usize), usize>,
    /// The fonts that the current page can name, its own first.
    page: Vec<usize>,
    /// Resources in which forms are still to be looked for.
    unvisited: Option<Resources<'a>>,
    /// The fonts of the forms below a set of resources, by its place.
    nested: FxHashMap<(usize, usize), Rc<[usize]>>,
    /// The current page's fonts that fit a look.
    fitting: FxHashMap<Look, Vec<usize>>,
    answers: FxHashMap<(Look, usize), bool>,
    programs: Programs,
    last: usize,
    /// Glyphs of the current page whose font names no characters, read by their codes.
    pub(crate) read_by_code: usize,
}

/// The interpreter's settings: page content only, and substitute fonts that differ by the name they stand for.
pub(crate) fn settings() -> InterpreterSettings {
    InterpreterSettings {
        // Two composite fonts that are not embedded get the same substitute. A tail with the wanted name makes their
        // glyphs' identities differ; readers of Type 1 programs stop before it. Simple fonts are not asked for like
        // this: those with the same substitute are told apart by their widths and texts alone.
        font_resolver: Arc::new(|query| match query {
            FontQuery::Standard(standard) => Some(standard.get_font_data()),
            FontQuery::Fallback(wanted) => {
                let (data, index) = wanted.pick_standard_font().get_font_data();
                let Some(name) = &wanted.post_script_name else { return Some((data, index)) };
                let tailed: FontData = Arc::new([(*data).as_ref(), name.as_bytes()].concat());
                Some((tailed, index))
            }
        }),
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    }
}

impl<'a> Fonts<'a> {
    pub(crate) fn new() -> Self {
        let unknown = Entry {
            dict: Dict::empty(),
            font: None,
            facts: Facts::unknown(),
            named: Differences::default(),
            placings: FxHashMap::default(),
            read: FxHashMap::default(),
            rescued: FxHashMap::default(),
            rescue: None,
        };
        Self {
            settings: settings(),
            cache: FontCache::new(),
            entries: vec![unknown],
            by_place: FxHashMap::default(),
            page: Vec::new(),
            unvisited: None,
            nested: FxHashMap::default(),
            fitting: FxHashMap::default(),
            answers: FxHashMap::default(),
            programs: Programs::default(),
            last: UNKNOWN,
            read_by_code: 0,
        }
    }

    /// Starts a page: its resources name the fonts that can occur.
    pub(crate) fn start(&mut self, resources: &Resources<'a>) {
        self.read_by_code = 0;
        self.enter(resources);
    }

    /// Goes on with other resources on the same page: what follows can name their fonts alone.
    pub(crate) fn enter(&mut self, resources: &Resources<'a>) {
        self.page.clear();
        for dict in dicts_of_fonts(resources) {
            let ix = self.load(dict);
            self.page.push(ix);
        }
        self.fitting.clear();
        self.unvisited = Some(resources.clone());
        self.last = UNKNOWN;
    }

    /// The font's facts.
    pub(crate) fn facts(&self, font: usize) -> &Facts {
        &self.entries[font].facts
    }

    fn load(&mut self, dict: Dict<'a>) -> usize {
        let place = place_of(&dict);
        if let Some(known) = self.by_place.get(&place) {
            return *known;
        }
        let font = self.cache.font(&dict, &self.settings.font_resolver, &self.settings.cmap_resolver);
        self.entries.push(Entry {
            facts: facts(&dict),
            named: Differences::of(&dict),
            dict,
            font,
            placings: FxHashMap::default(),
            read: FxHashMap::default(),
            rescued: FxHashMap::default(),
            rescue: None,
        });
        let ix = self.entries.len() - 1;
        self.by_place.insert(place, ix);
        ix
    }

    /// The font a run was set in.
    pub(crate) fn font_of(&mut self, run: &GlyphRun<'_, 'a>) -> Setting {
        let Some(first) = run.glyphs().first() else { return Setting { font: UNKNOWN, sole: false } };
        let look = look_of(first);
        if !self.fitting.contains_key(&look) {
            let mut fitting = self.fitting(&look, first);
            if fitting.is_empty()
                && let Some(resources) = self.unvisited.take()
            {
                self.add_nested(&resources);
                fitting = self.fitting(&look, first);
            }
            self.fitting.insert(look.clone(), fitting);
        }
        let (font, sole) = match self.fitting.get(&look).map(Vec::as_slice) {
            None | Some([]) => (UNKNOWN, false),
            Some([one]) => (*one, true),
            Some(several) => {
                let rest = &run.glyphs()[1..run.glyphs().len().min(COMPARED)];
                let fits = |ix: usize| rest.iter().all(|glyph| self.fits(ix, glyph));
                // Fonts that differ in nothing the run shows: the one before it is likeliest.
                let found = if several.contains(&self.last) && fits(self.last) {
                    self.last
                } else {
                    several.iter().copied().find(|ix| fits(*ix)).unwrap_or(several[0])
                };
                (found, false)
            }
        };
        self.last = font;
        Setting { font, sole }
    }

    /// Adds the fonts of the forms below `resources` to the page's.
    fn add_nested(&mut self, resources: &Resources<'a>) {
        let place = place_of(&resources.x_objects);
        let known = self.nested.get(&place).cloned();
        let below: Rc<[usize]> = known.unwrap_or_else(|| {
            let all: Vec<usize> = nested_fonts(resources).into_iter().map(|dict| self.load(dict)).collect();
            all.into()
        });
        for &ix in &*below {
            if !self.page.contains(&ix) {
                self.page.push(ix);
            }
        }
        self.nested.insert(place, below);
    }

    fn fitting(&mut self, look: &Look, glyph: &Glyph<'a>) -> Vec<usize> {
        if self.answers.len() > MOST_ANSWERS {
            self.answers.clear();
        }
        let mut out = Vec::new();
        for ix in self.page.clone() {
            let key = (look.clone(), ix);
            let known = self.answers.get(&key).copied();
            let fits = known.unwrap_or_else(|| self.fits(ix, glyph));
            if known.is_none() {
                self.answers.insert(key, fits);
            }
            if fits {
                out.push(ix);
            }
        }
        out
    }

    fn fits(&self, ix: usize, glyph: &Glyph<'a>) -> bool {
        let code = glyph.char_code();
        let entry = &self.entries[ix];
        let Some(font) = &entry.font else { return false };
        if code > u32::from(u8::MAX) && !entry.facts.composite {
            return false;
        }
        match (font.glyph(font.map_code(code), code), glyph) {
            (FontGlyph::Outline(own), Glyph::Outline(other)) => {
                own.identifier() == other.identifier()
                    && own.advance_width() == other.advance_width()
                    && own.as_unicode() == other.as_unicode()
            }
            (FontGlyph::Type3(own), Glyph::Type3(other)) => {
                Some(own.advance_width()) == other.advance_width() && own.as_unicode() == other.as_unicode()
            }
            _ => false,
        }
    }

    /// How a glyph of this font is placed.
    fn placing(&mut self, font: usize, glyph: &Glyph<'a>) -> Placing {
        let entry = &mut self.entries[font];
        let Some(loaded) = &entry.font else { return PLAIN };
        let code = glyph.char_code();
        if let Some(known) = entry.placings.get(&code) {
            return *known;
        }
        let mut placing = PLAIN;
        let stretch = loaded.glyph_stretch(loaded.map_code(code), code);
        if stretch.is_finite() && stretch > 0.0 {
            placing.stretch = stretch;
        }
        if !loaded.is_horizontal() {
            placing.moved = loaded.origin_displacement(code);
            placing.down = Some(loaded.code_advance(code).y);
        }
        entry.placings.insert(code, placing);
        placing
    }

    /// What a glyph says, and its place.
    pub(crate) fn said(&mut self, setting: Setting, glyph: &Glyph<'a>) -> Said {
        let (Glyph::Outline(outline), true) = (glyph, setting.sole) else {
            return self.read(setting.font, glyph);
        };
        let (code, outline) = (glyph.char_code(), outline.identifier());
        if let Some(known) = self.entries[setting.font].read.get(&code).filter(|read| read.outline == outline)
        {
            return known.said.clone();
        }
        let by_code = self.read_by_code;
        let said = self.read(setting.font, glyph);
        // Each that was read by its code is counted.
        if self.read_by_code == by_code {
            self.entries[setting.font].read.insert(code, Read { outline, said: said.clone() });
        }
        said
    }

    fn read(&mut self, font: usize, glyph: &Glyph<'a>) -> Said {
        Said { text: self.text(font, glyph), placing: self.placing(font, glyph) }
    }

    /// The glyph's text: what the interpreter says, else what the font's own tables say, else unmapped.
    fn text(&mut self, font: usize, glyph: &Glyph<'a>) -> GlyphText {
        let entry = &mut self.entries[font];
        let code = glyph.char_code();
        let own = said(glyph.as_unicode(), &entry.facts.font.name);
        match own {
            // Ink that is said to be nothing is not taken for nothing.
            Some(GlyphText::Str(text)) if text.is_empty() && !is_blank(glyph) => {}
            Some(GlyphText::Char(c)) => {
                let whole = entry.named.whole(code, c);
                return whole.map_or(GlyphText::Char(c), |whole| GlyphText::Str(whole.into()));
            }
            Some(text) => return text,
            None => {}
        }
        if let Some(sign) = extension(code, &entry.facts.font.name) {
            return GlyphText::Char(sign);
        }
        if let Some(text) = entry.named.by_code(code) {
            self.read_by_code += 1;
            return GlyphText::from(text);
        }
        if let Some(known) = entry.rescued.get(&code) {
            return known.clone();
        }
        let rescue = entry.rescue.get_or_insert_with(|| Rescue::new(&entry.dict));
        let text = rescue
            .texts(glyph, &mut self.programs)
            .into_iter()
            .find_map(|found| said(found, &entry.facts.font.name))
            .filter(|text| !matches!(text, GlyphText::Str(text) if text.is_empty()))
            // An embedded glyph without ink and without text is a space: nothing was there to read.
            .or_else(|| (entry.facts.embedded && is_blank(glyph)).then_some(GlyphText::Char(' ')))
            .unwrap_or(GlyphText::Unmapped { code });
        // The unknown font is many fonts: its codes say nothing of each other.
        if font != UNKNOWN {
            entry.rescued.insert(code, text.clone());
        }
        text
    }
}

/// The advance, in units of 1/1000 em. Along the line for horizontal text; half the em where nothing is said. It is the glyph's own
/// whichever font it is taken for: a program may be shared by fonts of other widths.
pub(crate) fn advance(glyph: &PositionedGlyph<'_>) -> f64 {
    advance_of(glyph).map_or(NO_ADVANCE, f64::from)
}

fn advance_of(glyph: &Glyph<'_>) -> Option<f32> {
    match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    }
}

/// Where a dictionary stands in the file's (or an object stream's) bytes: one place, one dictionary.
fn place_of(dict: &Dict<'_>) -> (usize, usize) {
    (dict.data().as_ptr().addr(), dict.data().len())
}

fn look_of(glyph: &Glyph<'_>) -> Look {
    let outline = match glyph {
        Glyph::Outline(outline) => outline.identifier().cache_key(),
        // A Type 3 glyph's key hashes its whole font dictionary; advance, code and text tell as much in practice.
        Glyph::Type3(_) => 0,
    };
    let text = match glyph.as_unicode() {
        Some(BfString::Char(c)) => Some(c),
        Some(BfString::String(s)) => s.chars().next(),
        None => None,
    };
    let advance = advance_of(glyph).unwrap_or(-1.0).to_bits();
    Look { glyph: outline, code: glyph.char_code(), advance, text }
}
