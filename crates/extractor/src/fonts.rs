//! Which font a run was set in, and what is known of its codes.
//!
//! The interpreter hands over glyphs without their font dictionary. All fonts of the page are loaded a second time here,
//! and a run belongs to the font that gives its glyphs the same identity, advance and text. The answer is remembered per
//! first glyph, a code's facts per font: nothing is looked up per glyph that was seen before.

use crate::facts::{Facts, facts};
use crate::resources::{dicts_of_fonts, nested_resources};
use crate::unicode::{Rescue, blank_text, said};
use hayro_font::{Font, FontCache, FontData, FontGlyph, FontQuery};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{CacheKey as _, InterpreterSettings, RenderContent};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;
use kurbo::Vec2;
use model::page::GlyphText;
use std::collections::HashMap;
use std::sync::Arc;

/// The advance where no font says one: half an em.
const NO_ADVANCE: f64 = 500.0;
/// So many of a run's glyphs are compared when its first one could be from several fonts.
const COMPARED: usize = 12;
/// The place of the font that stands for unknown ones in [`Fonts`].
const UNKNOWN: usize = 0;

/// What is known of one code of one font, in units of 1/1000 em.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) text: GlyphText,
    /// The horizontal advance.
    pub(crate) width: f64,
    /// The advance downwards, where the font is set vertically; y up, so negative.
    pub(crate) down: Option<f64>,
    /// How far the interpreter moved the glyph from the text position (vertical writing).
    pub(crate) moved: Vec2,
    /// How much the interpreter stretched a substitute font's outline.
    pub(crate) stretch: f64,
}

/// One font dictionary, loaded.
struct Entry<'a> {
    dict: Dict<'a>,
    font: Option<Font<'a>>,
    facts: Facts,
    codes: HashMap<u32, Code>,
    rescue: Option<Rescue>,
}

/// What a run's first glyph looks like; fonts are told apart by it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    glyph: u128,
    code: u32,
    advance: u32,
}

/// All fonts of a document, loaded as pages use them.
pub(crate) struct Fonts<'a> {
    settings: InterpreterSettings,
    cache: FontCache<'a>,
    entries: Vec<Entry<'a>>,
    by_place: HashMap<(usize, usize), usize>,
    /// The fonts that the current page can name, its own first.
    page: Vec<usize>,
    /// Resources in which forms are still to be looked for.
    unvisited: Option<Resources<'a>>,
    memo: HashMap<Look, Vec<usize>>,
    last: usize,
}

/// The interpreter's settings: page content only, and substitute fonts that differ by the name they stand for.
pub(crate) fn settings() -> InterpreterSettings {
    InterpreterSettings {
        // Two fonts that are not embedded get the same substitute. A tail with the wanted name makes their glyphs'
        // identities differ; readers of Type 1 programs stop before it.
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
        let unknown =
            Entry { dict: Dict::empty(), font: None, facts: Facts::default(), codes: HashMap::new(), rescue: None };
        Self {
            settings: settings(),
            cache: FontCache::new(),
            entries: vec![unknown],
            by_place: HashMap::new(),
            page: Vec::new(),
            unvisited: None,
            memo: HashMap::new(),
            last: UNKNOWN,
        }
    }

    /// Starts a page: its resources name the fonts that can occur.
    pub(crate) fn start(&mut self, resources: &Resources<'a>) {
        let page: Vec<usize> = dicts_of_fonts(resources).map(|dict| self.load(dict)).collect();
        let same = page.iter().all(|font| self.page.contains(font));
        if !same {
            // Another set of fonts can answer for the same look.
            self.memo.clear();
            self.page = page;
        }
        self.unvisited = Some(resources.clone());
        self.last = UNKNOWN;
    }

    /// The font's facts.
    pub(crate) fn facts(&self, font: usize) -> &Facts {
        &self.entries[font].facts
    }

    fn load(&mut self, dict: Dict<'a>) -> usize {
        let place = (dict.data().as_ptr().addr(), dict.data().len());
        if let Some(known) = self.by_place.get(&place) {
            return *known;
        }
        let font = self.cache.font(&dict, &self.settings.font_resolver, &self.settings.cmap_resolver);
        let facts = facts(&dict);
        self.entries.push(Entry { dict, font, facts, codes: HashMap::new(), rescue: None });
        let ix = self.entries.len() - 1;
        self.by_place.insert(place, ix);
        ix
    }

    /// The font a run was set in; 0 stands for one that could not be told.
    pub(crate) fn font_of(&mut self, run: &GlyphRun<'_, 'a>) -> usize {
        let Some(first) = run.glyphs().first() else { return UNKNOWN };
        let look = look_of(first);
        if !self.memo.contains_key(&look) {
            let mut fitting = self.fitting(first);
            if fitting.is_empty()
                && let Some(resources) = self.unvisited.take()
            {
                let dicts: Vec<Dict<'a>> = nested_resources(&resources).iter().flat_map(dicts_of_fonts).collect();
                for dict in dicts {
                    let ix = self.load(dict);
                    if !self.page.contains(&ix) {
                        self.page.push(ix);
                    }
                }
                fitting = self.fitting(first);
            }
            self.memo.insert(look.clone(), fitting);
        }
        let found = match self.memo.get(&look).map(Vec::as_slice) {
            None | Some([]) => UNKNOWN,
            Some([one]) => *one,
            Some(several) => {
                let rest = &run.glyphs()[1..run.glyphs().len().min(COMPARED)];
                let fits = |ix: usize| rest.iter().all(|glyph| self.fits(ix, glyph));
                // Fonts that differ in nothing the run shows: the one before it is likeliest.
                if several.contains(&self.last) && fits(self.last) {
                    self.last
                } else {
                    several.iter().copied().find(|ix| fits(*ix)).unwrap_or(several[0])
                }
            }
        };
        self.last = found;
        found
    }

    fn fitting(&self, glyph: &Glyph<'a>) -> Vec<usize> {
        self.page.iter().copied().filter(|ix| self.fits(*ix, glyph)).collect()
    }

    fn fits(&self, ix: usize, glyph: &Glyph<'a>) -> bool {
        let code = glyph.char_code();
        let Some(font) = &self.entries[ix].font else { return false };
        if matches!(glyph, Glyph::Type3(_)) != self.entries[ix].facts.type3 {
            return false;
        }
        if code > u32::from(u8::MAX) && !self.entries[ix].facts.composite {
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

    /// What is known of a glyph's code in the font it was found in.
    pub(crate) fn code(&mut self, font: usize, glyph: &Glyph<'a>) -> Code {
        let code = glyph.char_code();
        let entry = &mut self.entries[font];
        if let Some(known) = entry.codes.get(&code) {
            return known.clone();
        }
        let read = read_code(entry, glyph);
        if font != UNKNOWN {
            entry.codes.insert(code, read.clone());
        }
        read
    }
}

fn look_of(glyph: &Glyph<'_>) -> Look {
    let (glyph_key, advance) = match glyph {
        Glyph::Outline(outline) => (outline.identifier().cache_key(), outline.advance_width()),
        Glyph::Type3(drawn) => (drawn.cache_key(), drawn.advance_width()),
    };
    Look { glyph: glyph_key, code: glyph.char_code(), advance: advance.unwrap_or(-1.0).to_bits() }
}

fn read_code(entry: &mut Entry<'_>, glyph: &Glyph<'_>) -> Code {
    let code = glyph.char_code();
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    };
    let text = text_of(entry, glyph);
    let mut read = Code {
        text,
        width: advance.map_or(NO_ADVANCE, f64::from),
        down: None,
        moved: Vec2::ZERO,
        stretch: 1.0,
    };
    if let Some(font) = &entry.font {
        let stretch = font.glyph_stretch(font.map_code(code), code);
        if stretch.is_finite() && stretch > 0.0 {
            read.stretch = stretch;
        }
        if !font.is_horizontal() {
            read.moved = font.origin_displacement(code);
            read.down = Some(font.code_advance(code).y);
            // The interpreter moves a vertical glyph left by half its width, unless the font says otherwise (W2).
            read.width = (-2.0 * read.moved.x).max(0.0);
        }
    }
    read
}

/// The glyph's text: what the interpreter says, else what the font's own tables say, else unmapped.
fn text_of(entry: &mut Entry<'_>, glyph: &Glyph<'_>) -> GlyphText {
    if let Some(text) = said(glyph.as_unicode(), &entry.facts.font.name) {
        return text;
    }
    let rescue = entry.rescue.get_or_insert_with(|| Rescue::new(&entry.dict, glyph));
    rescue
        .text(glyph)
        .and_then(|found| said(Some(found), &entry.facts.font.name))
        .or_else(|| entry.facts.embedded.then(|| blank_text(glyph)).flatten())
        .unwrap_or(GlyphText::Unmapped { code: glyph.char_code() })
}
