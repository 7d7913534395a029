//! What can be typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use crossfoot::{AreaSpec, ColumnsSpec, CornersSpec, InputFormat, PageSet, Stage};
use std::path::PathBuf;

/// Reads tables of published figures out of PDFs and converters' dumps, mends what broke, and says what was done.
#[derive(Debug, Parser)]
#[command(name = "crossfoot", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Extract tables as normalized JSON and CSV
    Extract(ExtractArgs),
    /// Print what fails, what is in doubt and what is proved, for people
    Audit(AuditArgs),
    /// List, show or try the rule packs
    Rules(RulesArgs),
    /// Take back one repair of a document.json by its number
    Undo(UndoArgs),
    /// Draw a page with what was found on it, or mark the source PDF
    Draw(DrawArgs),
    /// Compare an output with a golden file; names each cell that differs and exits 1
    Compare(CompareArgs),
    /// Keep where the tables of one document stand, and read others of its series alike
    #[command(subcommand)]
    Layout(LayoutCommand),
    /// Print the JSON Schema of the output
    Schema,
    /// Do one job from standard input (what the other commands start)
    #[command(hide = true)]
    Worker,
}

/// How inputs are read.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Password of encrypted PDFs; those that open without one are read, too
    #[arg(long, value_name = "P", default_value = "", hide_default_value = true)]
    pub(crate) password: String,
    /// Hand on what was read, without joining or mending
    #[arg(long)]
    pub(crate) no_repair: bool,
    /// TOML file that adds to the built-in units and words (may be given again): lists of words by what they are for
    /// (caption, figure, continued, unit, unit_before, note, period, total, code, currency, hyphened, solid, particle; for adding up: subtotal, of_which, carried, not_added, average, reference,
    /// table, count, means, added, taken_away, result, opening, closing, increase, decrease), then any number of `[[units]]`, each with text, factor (a decimal, quoted) and, if it is money, currency (ISO 4217), and of `[[schemes]]` of codes
    #[arg(long, value_name = "FILE")]
    pub(crate) vocabulary: Vec<PathBuf>,
    /// Read geometry alone: pass over the author's structure tags of tables
    #[arg(long)]
    pub(crate) no_tags: bool,
    #[command(flatten)]
    pub(crate) control: ControlArgs,
    /// Memory a file may take, in MiB, from 64 to 1048576
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..=1_048_576))]
    pub(crate) memory: u64,
    /// Seconds a file may take, above 0 and up to 86400 [default: 8, and 0.05 for each page]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) deadline: Option<f64>,
}

/// How hard pages are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Hard pages")]
pub(crate) struct ControlArgs {
    /// A table stands here: TOP,LEFT,BOTTOM,RIGHT in points from the top left corner of the upright page, or in per cent of
    /// it after %; with PAGES: before it, on these pages alone (2-4:%10,0,90,100). May be given again. On a page with an
    /// area, text outside of it is in no table
    #[arg(short, long, value_name = "AREA")]
    pub(crate) area: Vec<AreaSpec>,
    /// The same as Camelot takes it: X1,Y1,X2,Y2, left top and right bottom corner, y from the page's lower edge
    #[arg(long, alias = "table_areas", value_name = "CORNERS")]
    pub(crate) table_areas: Vec<CornersSpec>,
    /// The edges between columns: x in points from the page's left edge, or in per cent of its width after %; PAGES: as for
    /// --area. Given as often as areas, one list for each; else each area, or without areas each table found, takes the
    /// edges that lie in it
    #[arg(short, long, value_name = "EDGES")]
    pub(crate) columns: Vec<ColumnsSpec>,
    /// Find tables by rules alone
    #[arg(short, long, conflicts_with = "stream")]
    pub(crate) lattice: bool,
    /// Find tables by white space alone
    #[arg(short = 't', long)]
    pub(crate) stream: bool,
}

/// Which rules figures are held against, beside what the figures themselves show.
#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    /// Folder of rule packs of your own, .toml files (may be given again); one that has the name of a built-in pack stands
    /// in its place
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
    /// Use no rule packs: what structure and figures show alone
    #[arg(long, conflicts_with = "rules")]
    pub(crate) no_rules: bool,
    /// TOML file with `rules` and `vocabulary`, lists of paths beside it [default: crossfoot.toml in the working folder, else
    /// crossfoot/config.toml in $XDG_CONFIG_HOME or ~/.config]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// What is read of each input, and as what.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// Pages to read, from 1, such as 1,3,5-7,12- (a text has one page)
    #[arg(long, value_name = "LIST")]
    pub(crate) pages: Option<PageSet>,
    /// What every input is; auto tells by content, then by name
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "auto")]
    pub(crate) input_format: InputFormatArg,
}

#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    /// PDF, .txt, .md, .tsv, .csv or .html files, folders of them, - for standard input, or a document.json of crossfoot
    /// (a person may have corrected it: it is checked as it stands)
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// How the report is set; html is one page that needs nothing beside it
    #[arg(long, value_enum, default_value = "terminal")]
    pub(crate) format: AuditFormatArg,
    /// File for the report [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Exit 1 for figures in doubt and checks that are open, too
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormatArg {
    Terminal,
    Markdown,
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// The packs in use: name, number of rules, what they are for
    List {
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// The text of a pack
    Show {
        /// Its name
        name: String,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// What each rule of a pack finds in an input, and why where it finds nothing; exits 1 when one fails
    Test {
        /// The name of a pack, or a .toml file
        pack: String,
        /// PDF, text or document.json; - for standard input
        input: PathBuf,
        #[command(flatten)]
        rules: RuleArgs,
        #[command(flatten)]
        read: ReadArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// A document.json of crossfoot
    pub(crate) input: PathBuf,
    /// The table's id, such as t3
    #[arg(long, value_name = "ID")]
    pub(crate) table: String,
    /// The number of the repair among the table's, from 0
    #[arg(long, value_name = "N")]
    pub(crate) repair: usize,
    /// File for the document without the repair [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// PDF, .txt, .md, .tsv, .csv or .html files, folders of them, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// Output formats; without -o, csv is the list of all cells
    #[arg(long, value_enum, value_delimiter = ',', default_value = "json")]
    pub(crate) format: Vec<FormatArg>,
    /// Folder for the results, one folder in it for each input, named by its stem; older results there are replaced,
    /// anything else is refused. Without it one input goes to standard output
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Files read at the same time, from 1 to 1024 [default: the number of processors]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Say nothing of files that were read well
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Exit 1 for figures in doubt and checks that are open, too
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LayoutCommand {
    /// Write where the tables of a PDF stand, and by which texts they are found again, as a TOML file
    Save(LayoutSaveArgs),
    /// Extract other documents of the series by that file: tables are found by their captions and heads, wherever they moved;
    /// what does not fit is read as without it, and a remark says so
    Apply(LayoutApplyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LayoutSaveArgs {
    /// The PDF, best one whose extraction was looked at; what --area and the like change is kept as well
    pub(crate) input: PathBuf,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Pages whose tables are kept, from 1, such as 1,3,5-7,12-
    #[arg(long, value_name = "LIST")]
    pub(crate) pages: Option<PageSet>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
pub(crate) struct LayoutApplyArgs {
    /// The file that `layout save` wrote
    #[arg(value_name = "LAYOUT")]
    pub(crate) layout: PathBuf,
    #[command(flatten)]
    pub(crate) extract: ExtractArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    Json,
    Csv,
}

/// What can be typed for [`InputFormat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormatArg {
    Auto,
    Pdf,
    Text,
    Markdown,
    Tsv,
    Csv,
    Html,
}

impl From<InputFormatArg> for InputFormat {
    fn from(typed: InputFormatArg) -> Self {
        match typed {
            InputFormatArg::Auto => Self::Auto,
            InputFormatArg::Pdf => Self::Pdf,
            InputFormatArg::Text => Self::Text,
            InputFormatArg::Markdown => Self::Markdown,
            InputFormatArg::Tsv => Self::Tsv,
            InputFormatArg::Csv => Self::Csv,
            InputFormatArg::Html => Self::Html,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct DrawArgs {
    /// The PDF
    pub(crate) input: PathBuf,
    /// The page to draw as SVG, from 1 [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) page: Option<u32>,
    /// page.svg for a picture of one page, marked.pdf for the source with notes on it; - for SVG on standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// What to draw on the page's ink: nothing (page), lines, pieces of tables as found, or tables as repaired; names and
    /// looks may change [default: repaired]
    #[arg(long, value_name = "STAGE", value_parser = stages())]
    pub(crate) stage: Option<Stage>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// What must come out: every field that stands in it is compared
    pub(crate) golden: PathBuf,
    /// What came out
    pub(crate) output: PathBuf,
}

fn stages() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::name)).try_map(|name| name.parse::<Stage>())
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value > 0.0 && value <= 86_400.0 => Ok(value),
        _ => Err("seconds, above 0 and up to 86400".to_owned()),
    }
}
