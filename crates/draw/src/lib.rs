//! Pictures of what was found: SVG of a page, and the source PDF with annotations.
