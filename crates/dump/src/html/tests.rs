use crate::Format::Html;
use crate::lined::tests::check;
use crate::read;

#[test]
fn spans_cover_their_slots() {
    check(
        Html,
        "<table><tr><th rowspan=2>科目<th colspan=2>合计<tr><th>a<th>b<tr><td>x<td>1<td>2</table>",
        "3 x 3 head 2\n  !科目{2,1}|!合计{1,2}\n  !a|!b\n  x|1|2\n",
    );
    check(
        Html,
        "<table><tr><td>a<td rowspan=0>b<tr><td colspan=9>c<tr><td>d</table>",
        "3 x 2\n  a|b{3,1}\n  c\n  d\n",
    );
}

#[test]
fn spans_are_bounded() {
    let text = "<table><tr><td colspan=99999999999 rowspan=99999999999>a</table>";
    check(Html, text, "1 x 1000\n  a{1,1000}\n");
}

#[test]
fn thead_is_the_head() {
    check(
        Html,
        "<table><caption>表 1</caption><thead><tr><td>a<tbody><tr><td>1</tbody></table>",
        "表 1\n2 x 1 head 1\n  a\n  1\n",
    );
}

#[test]
fn text_outside_is_lines_by_block() {
    check(
        Html,
        "<!doctype html><head><title>t</title><style>x</style></head><h1>A  b</h1><p>c <b>d</b><br>e<ul><li>f<li>g</ul>h",
        "!A b\nc d\ne\nf\ng\nh\n",
    );
    assert_eq!(read(b"<title> a b </title>", Html).source.metadata, [("title", "a b".to_owned())]);
}

#[test]
fn breaks_and_blocks_are_lines_of_a_cell() {
    check(Html, "<table><tr><td>a<br>b<p>c</p><td>&lt;5&nbsp;&amp;</table>", "1 x 2\n  a/b/c|<5 &\n");
}

#[test]
fn raised_digits_stand_apart_from_the_figure_before() {
    check(
        Html,
        "<table><tr><td>1,234<sup>1</sup><td>m<sup>2</sup><td>5<sup>a</sup></table>",
        "1 x 3\n  1,234 1|m2|5a\n",
    );
}

#[test]
fn inner_tables_are_lines_of_the_cell_or_stand_alone() {
    check(Html, "<table><tr><td>a<td><table><tr><td>1<td>2<tr><td>3</table></table>", "1 x 2\n  a|1 2/3\n");
    check(Html, "<table><tr><td>note<table><tr><td>1<td>2</table></table>", "note\n1 x 2\n  1|2\n");
}

#[test]
fn text_misplaced_in_a_table_stands_before_it() {
    check(Html, "<table>x<tr>y<td>1</table>z", "xy\n1 x 1\n  1\nz\n");
}

#[test]
fn deep_nesting_costs_no_stack() {
    let text = "<div>".repeat(20_000) + "x" + &"<table><tr><td>".repeat(2_000) + "y";
    let document = read(text.as_bytes(), Html);
    assert_eq!(document.pages[0].items.len(), 2);
}
