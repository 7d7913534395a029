//! Tables of the structure tree: as authors tag them, and as no author does.

use crate::made::{File, codes};
use model::Page;
use model::page::TaggedTable;

/// Four words, each marked content of its own.
const CONTENT: &str = "BT /F1 10 Tf 20 80 Td /P << /MCID 0 >> BDC (Item) Tj EMC 80 0 Td /P << /MCID 1 >> BDC (Sum) Tj EMC \
    -80 -20 Td /P << /MCID 2 >> BDC (Rent) Tj EMC 80 0 Td /P << /MCID 3 >> BDC (12) Tj EMC ET";

/// A page with [`CONTENT`] and a tree: `root` holds entries of the tree's root beside its kid, whose number comes first;
/// `elements` are the tree's elements, in which `@N` stands for the Nth of them and `@P` for the page.
fn tagged(root: &str, elements: &[&str]) -> Page {
    let mut file = File::new();
    let page = file.page(CONTENT, "", "/StructParents 0");
    // The page's content is added before it.
    let first = page + 1;
    let named = |text: &str| {
        let mut text = text.replace("@P", &format!("{page} 0 R"));
        for ix in (0..elements.len()).rev() {
            text = text.replace(&format!("@{ix}"), &format!("{} 0 R", first + ix));
        }
        text
    };
    for element in elements {
        file.add(named(element));
    }
    let tree = file.add(named(&format!("<< /Type /StructTreeRoot /K @0 {root} >>")));
    file.catalog(&format!("/StructTreeRoot {tree} 0 R"));
    file.read().remove(0)
}

/// Cells as `row,col,height,width:marks`, heads with `!`.
fn cells(table: &TaggedTable) -> Vec<String> {
    let one = |cell: &model::page::TaggedCell| {
        let [row, col, height, width] = cell.at;
        let marks: Vec<String> = cell.marks.iter().map(ToString::to_string).collect();
        format!("{row},{col},{height},{width}:{}{}", marks.join("+"), if cell.head { "!" } else { "" })
    };
    table.cells.iter().map(one).collect()
}

fn check(root: &str, elements: &[&str], wanted: &[&str]) {
    let page = tagged(root, elements);
    assert_eq!(page.tagged.len(), 1, "{:?}", page.tagged);
    assert_eq!(cells(&page.tagged[0]), wanted);
    assert!(page.tagged[0].whole && codes(&page).is_empty(), "{:?}", codes(&page));
}

const PLAIN: [&str; 4] = ["0,0,1,1:0!", "0,1,1,1:1!", "1,0,1,1:2", "1,1,1,1:3"];

#[test]
fn a_table_is_read_from_its_elements() {
    let elements = [
        "<< /S /Document /K [@1] >>",
        "<< /S /Table /Pg @P /K [@2 << /S /TBody /K @3 >>] >>",
        "<< /S /THead /K << /S /TR /K [<< /S /TH /K 0 >> << /S /TH /K [<< /S /P /K [1] >>] >>] >> >>",
        "<< /S /TR /K [<< /S /TD /K << /Type /MCR /MCID 2 /Pg @P >> >> << /S /TD /K [<< /Type /OBJR /Obj @P >> 3] >>] >>",
    ];
    check("", &elements, &PLAIN);
}

#[test]
fn roles_are_mapped_by_the_role_map_and_by_namespaces() {
    let elements = [
        "<< /S /Tabelle /Pg @P /K [@1 @2] >>",
        "<< /S /Zeile /K [<< /S /Kopf /K 0 >> << /S /Kopf /K 1 >>] >>",
        "<< /S /row /NS @3 /K [<< /S /cell /NS @3 /K 2 >> << /S /TD /NS << /NS (http://iso.org/pdf2/ssn) >> /K 3 >>] >>",
        "<< /Type /Namespace /NS (urn:mine) /RoleMapNS << /row [/TR << /NS (http://iso.org/pdf2/ssn) >>] /cell /Zelle >> >>",
    ];
    check("/RoleMap << /Tabelle /Table /Zeile /TR /Kopf /TH /Zelle /TD >>", &elements, &PLAIN);
    // Roles that are mapped in a ring are none.
    let ring = tagged("/RoleMap << /A /B /B /A >>", &["<< /S /A /Pg @P /K 0 >>"]);
    assert!(ring.tagged.is_empty());
}

#[test]
fn spans_come_from_attributes_and_classes_and_heads_from_scope_and_headers() {
    let elements = [
        "<< /S /Table /Pg @P /K [@1 @2] >>",
        "<< /S /TR /K [<< /S /TD /ID (sum) /K [0 1] /A [<< /O /Layout /ColSpan 9 >> 0 << /O /Table /ColSpan 2 >>] >>] >>",
        "<< /S /TR /K [<< /S /TH /A << /O /Table /Scope /Row >> /K 2 >> << /S /TD /C /tall /A << /O /Table /Headers [(sum)] >> /K 3 >>] >>",
    ];
    let classes = "/ClassMap << /tall << /O /Table /RowSpan 1 >> >>";
    check(classes, &elements, &["0,0,1,2:0+1!", "1,0,1,1:2", "1,1,1,1:3"]);
    let tall = [
        elements[0],
        "<< /S /TR /K [<< /S /TD /K 0 /C [/tall] >> << /S /TD /K 1 >>] >>",
        "<< /S /TR /K << /S /TD /K [2 3] >> >>",
    ];
    check(
        "/ClassMap << /tall [<< /O /Table /RowSpan 2 >>] >>",
        &tall,
        &["0,0,2,1:0", "0,1,1,1:1", "1,1,1,1:2+3"],
    );
}

#[test]
fn content_without_a_page_is_found_by_the_parent_tree() {
    let elements = [
        "<< /S /Table /K [<< /S /TR /K [@1 @2] >> << /S /TR /K [@3 @4] >>] >>",
        "<< /S /TH /K 0 >>",
        "<< /S /TH /K [1] >>",
        "<< /S /TD /K 2 >>",
        "<< /S /TD /K 3 >>",
    ];
    check("/ParentTree << /Kids [<< /Nums [0 [@1 @2 @3 @4]] >>] >>", &elements, &PLAIN);
}

#[test]
fn a_foot_told_before_the_body_stands_below_it() {
    let elements = [
        "<< /S /Table /Pg @P /K [@1 @2] >>",
        "<< /S /TFoot /K << /S /TR /K [<< /S /TD /K 2 >> << /S /TD /K 3 >>] >> >>",
        "<< /S /TBody /K << /S /TR /K [<< /S /TD /K 0 >> << /S /TD /K 1 >>] >> >>",
    ];
    check("", &elements, &["0,0,1,1:0", "0,1,1,1:1", "1,0,1,1:2", "1,1,1,1:3"]);
}

#[test]
fn a_tree_in_a_ring_ends() {
    let elements = [
        "<< /S /Table /Pg @P /K [@1 @0 @1] >>",
        "<< /S /TR /K [<< /S /TH /K 0 >> << /S /TH /K [1 @0] >> @1] >>",
    ];
    check("", &elements, &["0,0,1,1:0!", "0,1,1,1:1!"]);
}

#[test]
fn a_tree_deeper_than_any_author_nests_is_not_read() {
    let mut elements = vec!["<< /S /Table /Pg @P /K << /S /TR /K << /S /TD /K 0 >> >> >>".to_owned()];
    for ix in 0..5_000 {
        let kid = if ix == 0 { "@0".to_owned() } else { format!("{} 0 R", 6 + ix) };
        elements.push(format!("<< /S /Div /K {kid} >>"));
    }
    let mut file = File::new();
    let page = file.page(CONTENT, "", "");
    assert_eq!(page, 5, "the numbers above count from here");
    for element in &elements {
        file.add(element.replace("@P", "5 0 R").replace("@0", "6 0 R"));
    }
    let last = 5 + elements.len();
    let tree = file.add(format!("<< /Type /StructTreeRoot /K {last} 0 R >>"));
    file.catalog(&format!("/StructTreeRoot {tree} 0 R"));
    let page = file.read().remove(0);
    assert!(page.tagged.is_empty());
    assert_eq!(codes(&page), ["tags-unread"]);
}

#[test]
fn spans_beyond_all_bounds_make_no_table() {
    let of = |span: &str| {
        let cell =
            format!("<< /S /TR /K [<< /S /TD /A << /O /Table {span} >> /K [0 1] >> << /S /TD /K 2 >>] >>");
        tagged("", &["<< /S /Table /Pg @P /K [@1] >>", &cell]).tagged
    };
    assert_eq!(cells(&of("/RowSpan 4000000000")[0]), ["0,0,1,1:0+1", "0,1,1,1:2"], "no row below is spanned");
    assert!(of("/ColSpan 4000000000").is_empty());
    assert_eq!(of("/ColSpan -5")[0].n_cols, 2);
    // A cell whose columns one from above holds already.
    let over = [
        "<< /S /Table /Pg @P /K [@1 @2] >>",
        "<< /S /TR /K [<< /S /TD /K 0 >> << /S /TD /A << /O /Table /RowSpan 2 >> /K 1 >>] >>",
        "<< /S /TR /K << /S /TD /A << /O /Table /ColSpan 2 >> /K 2 >> >>",
    ];
    assert!(tagged("", &over).tagged.is_empty());
}

#[test]
fn tags_are_not_read_when_they_are_not_wanted() {
    let mut file = File::new();
    let page = file.page(CONTENT, "", "");
    let cells = "<< /S /TR /K [<< /S /TD /K 0 >> << /S /TD /K 1 >>] >>";
    file.catalog(&format!("/StructTreeRoot << /K << /S /Table /Pg {page} 0 R /K {cells} >> >>"));
    let bytes = file.bytes();
    let count = |tags: bool| {
        let config = extractor::Config { tags, ..extractor::Config::default() };
        let pdf = extractor::Pdf::open(bytes.clone(), &config).expect("readable");
        let mut found = 0;
        pdf.read_pages(&[1], &mut |page| found = page.tagged.len());
        found
    };
    assert_eq!((count(true), count(false)), (1, 0));
}
