use super::*;
use model::Pt;

type Read = (Option<String>, Option<u32>, Option<String>, Option<String>);

fn read(lines: &[&str]) -> Read {
    let known = Vocabulary::default();
    let inks: Vec<Ink> = lines.iter().map(|text| Ink::of_dump(*text, (0, 0))).collect();
    let found = caption(&inks.iter().collect::<Vec<_>>(), &(1, None), &known.patterns(), &known);
    (found.number, found.ordinal, found.title, found.unit.map(|u| format!("{} {}", u.text, u.factor)))
}

#[test]
fn number_title_and_unit_are_told_apart() {
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        read(&["表 3 部门支出总体情况表", "金额单位：万元"]),
        (some("3"), Some(3), some("部门支出总体情况表"), some("万元 10000"))
    );
    assert_eq!(read(&["表十四、绩效目标表"]), (some("十四"), Some(14), some("绩效目标表"), None));
    assert_eq!(read(&["Table 2: Revenue"]), (some("2"), Some(2), some("Revenue"), None));
    assert_eq!(read(&["Table IV. Revenue"]).1, Some(4));
    assert_eq!(read(&["本表反映情况。", "单位：元"]), (None, None, None, some("元 1")));
    assert_eq!(read(&["收入决算表", "单位：万元"]).2, some("收入决算表"));
    assert_eq!(read(&["收入决算表", "编制单位：某局", "单位：万元"]).2, some("收入决算表"));
    assert_eq!(read(&["Grants made", "£"]), (None, None, some("Grants made"), some("£ 1")));
    assert_eq!(read(&["Segments", "(US$ million)"]).3, some("US$ million 1000000"));
    assert_eq!(read(&["收入（单位：元）"]).3, some("元 1"));
    // Set without the blanks between Han characters.
    assert_eq!(read(&["单位：千元币种：人民币"]).3, some("千元 1000"));
    assert_eq!(read(&["表三一般公共预算"]), (some("三"), Some(3), some("一般公共预算"), None));
    assert_eq!(read(&["表二十三收入"]).1, Some(23));
    assert_eq!(read(&["表二2024年预算"]), (some("二"), Some(2), some("2024年预算"), None));
}

#[test]
fn text_beside_a_table_is_no_title_unless_it_says_so() {
    let known = Vocabulary::default();
    let titled = |text: &str, y: i32| {
        let bbox = Some(Rect::new(Pt::ZERO, Pt::points(y), Pt::points(80), Pt::points(y + 10)));
        let line = Ink { text: text.to_owned(), page: 1, bbox, size: Pt::points(10), ..Ink::default() };
        let table = Rect::new(Pt::points(100), Pt::points(50), Pt::points(200), Pt::points(150));
        caption(&[&line], &(1, Some(table)), &known.patterns(), &known).title
    };
    assert_eq!(titled("Grants made", 35).as_deref(), Some("Grants made"));
    assert_eq!(titled("which supports our view", 120), None);
    assert_eq!(titled("Table 1. Grants", 120).as_deref(), Some("Grants"));
}

/// What lines say that stand 12 points apart, 80 wide, right above a table.
fn over_a_table(lines: &[&str]) -> Read {
    let known = Vocabulary::default();
    let inks: Vec<Ink> = lines.iter().enumerate().map(|(ix, text)| line(text, 12 * ix as i32, 80)).collect();
    let table = Rect { y0: Pt::points(12 * lines.len() as i32 + 2), ..area(90) };
    let lines: Vec<&Ink> = inks.iter().collect();
    let found = caption(&lines, &(1, Some(table)), &known.patterns(), &known);
    (found.number, found.ordinal, found.title, found.unit.map(|u| format!("{} {}", u.text, u.factor)))
}

fn area(bottom: i32) -> Rect {
    Rect::new(Pt::ZERO, Pt::ZERO, Pt::points(80), Pt::points(bottom))
}

fn line(text: &str, y: i32, width: i32) -> Ink {
    let bbox = Some(Rect::new(Pt::ZERO, Pt::points(y), Pt::points(width), Pt::points(y + 10)));
    Ink { text: text.to_owned(), page: 1, bbox, size: Pt::points(10), ..Ink::default() }
}

#[test]
fn a_caption_stands_over_its_headnote() {
    let some = |text: &str| Some(text.to_owned());
    let headnote = [
        "Table 324. Arrests by Age",
        "[In thousands (11.6 represents 11,600). For",
        "the year, by agencies;",
        "as estimated by the bureau.]",
    ];
    assert_eq!(
        over_a_table(&headnote),
        (some("324"), Some(324), some("Arrests by Age"), some("thousands 1000"))
    );
    // A sentence that begins like a caption is none, nor is what other text parts from the table.
    let prose =
        ["Table 3 shows that rents fell, which is", "what the office had expected;", "they may rise again;"];
    assert_eq!(over_a_table(&prose).0, None);
}

#[test]
fn a_title_on_two_lines_is_one() {
    let (number, _, title, _) = over_a_table(&["Table 7. Revenue of the general fund by", "source and year"]);
    assert_eq!(
        (number.as_deref(), title.as_deref()),
        (Some("7"), Some("Revenue of the general fund by source and year"))
    );
}

#[test]
fn a_row_over_all_columns_may_be_the_caption() {
    let known = Vocabulary::default();
    let cell = |row, colspan, lines: &[&str]| {
        let ink = lines.iter().enumerate().map(|(ix, text)| line(text, 12 * ix as i32, 80)).collect();
        model::Cell::new(row, 0, 1, colspan, ink)
    };
    let table = |first: &[&str]| {
        Table::with_blanks(2, 3, vec![cell(0, 3, first), cell(1, 1, &["Rents"])]).expect("tiled")
    };
    let found = in_frame(&table(&["Table 5. Grants", "(in millions of dollars)"]), &known.patterns(), &known);
    let found = found.expect("a caption");
    assert_eq!((found.number.as_deref(), found.title.as_deref()), (Some("5"), Some("Grants")));
    assert!(in_frame(&table(&["Active"]), &known.patterns(), &known).is_none());
}

/// Which lines run, as (page, line), on pages of such lines at (text, y).
fn running_on(pages: &[&[(&str, i32)]]) -> Vec<(usize, usize)> {
    let page = |(ix, lines): (usize, &&[(&str, i32)])| {
        let number = ix as u32 + 1;
        let own = |(text, y): &(&str, i32)| {
            Item::Line(model::layout::Line { ink: Ink { page: number, ..line(text, *y, 80) } })
        };
        model::layout::PageLayout {
            number,
            width: Pt::points(600),
            height: Pt::points(800),
            items: lines.iter().map(own).collect(),
            ..model::layout::PageLayout::default()
        }
    };
    let source = model::document::Source {
        kind: model::document::SourceKind::Pdf,
        pages: pages.len() as u32,
        metadata: Vec::new(),
    };
    let pages = pages.iter().enumerate().map(page).collect();
    let known = Vocabulary::default();
    let document = Document { source, pages, diagnostics: Vec::new() };
    running(&document, &known.patterns(), &known).into_iter().collect()
}

#[test]
fn what_ends_both_of_two_pages_runs() {
    let page = |foot: &'static str| [("Grants", 200), (foot, 780)];
    assert_eq!(running_on(&[&page("Bulletin S 1"), &page("Bulletin S 2")]), [(0, 1), (1, 1)]);
}

#[test]
fn pages_counted_through_volumes_are_numbered() {
    let check = |numbers: [&str; 3]| {
        let pages = numbers.map(|number| [(number, 20)]);
        running_on(&pages.each_ref().map(|page| &page[..])).len()
    };
    assert_eq!(check(["14715", "14716", "14717"]), 3);
    assert_eq!(check(["14715", "14716", "14799"]), 0, "figures");
}

#[test]
fn a_title_that_begins_small_goes_on_with_the_line_above() {
    let known = Vocabulary::default();
    let titled = |first: &str, second: &str| {
        let line = |text: &str, y: i32, from: i32| Ink {
            bbox: Some(Rect::new(
                Pt::points(from),
                Pt::points(y),
                Pt::points(200 - from),
                Pt::points(y + 10),
            )),
            page: 1,
            size: Pt::points(10),
            ..Ink::of_dump(text, (0, 0))
        };
        let (a, b) = (line(first, 20, 0), line(second, 32, 25));
        let place = (1, Some(Rect::new(Pt::ZERO, Pt::points(50), Pt::points(300), Pt::points(90))));
        caption(&[&a, &b], &place, &known.patterns(), &known).title
    };
    let whole = "Figure 21: Points of charge needed by the year 2035";
    assert_eq!(titled("Figure 21: Points of charge needed", "by the year 2035").as_deref(), Some(whole));
    assert_eq!(titled("The county of Adams", "Votes by precinct").as_deref(), Some("Votes by precinct"));
}

#[test]
fn a_title_as_large_as_what_stands_under_it_is_the_longest_about_one_middle() {
    let known = Vocabulary::default();
    let title = |widths: [i32; 3]| {
        let texts = [
            "Statement of Revenues, Expenditures, and Changes",
            "Governmental Funds",
            "For the Year Ended June 30, 2006",
        ];
        let inks: Vec<Ink> = (0i32..)
            .zip(texts)
            .zip(widths)
            .map(|((nth, text), width)| {
                let (x, y) = (300 - width / 2, 20 + 13 * nth);
                let bbox = Rect::new(Pt::points(x), Pt::points(y), Pt::points(x + width), Pt::points(y + 9));
                Ink {
                    text: text.to_owned(),
                    page: 1,
                    bbox: Some(bbox),
                    size: Pt::points(9),
                    ..Ink::default()
                }
            })
            .collect();
        let table = Rect::new(Pt::points(100), Pt::points(62), Pt::points(500), Pt::points(150));
        let lines: Vec<&Ink> = inks.iter().collect();
        caption(&lines, &(1, Some(table)), &known.patterns(), &known).title
    };
    assert_eq!(title([240, 80, 140]).as_deref(), Some("Statement of Revenues, Expenditures, and Changes"));
    assert_eq!(title([120, 80, 140]).as_deref(), Some("Governmental Funds"));
}

#[test]
fn what_was_typed_at_a_prompt_is_no_title() {
    for command in ["> print(v.table)", "R> summary(fit)", "SQL> select", ">>> print(x)", "+ digits = 3)"] {
        assert!(is_command(command), "{command}");
    }
    let code = [
        "% blktrace -d /dev/sda",
        "unit < xyz transform {",
        "Pos = cumsum(out$lengths))",
        "Call: survdiff(formula = Surv(time, event) ~ group, data = g3)",
        "confint(fit, parm = c(\"a\", \"b\"))",
    ];
    for command in code {
        assert!(is_command(command), "{command}");
    }
    let others = [
        "Patients(n = 25)",
        "Sales (in millions, 2019 = 100)",
        "Share of GDP(a), by region",
        "Net debt(1)(2)",
        "Tax(per cent of \"base\")",
        "Costs (US$m)",
    ];
    for title in others {
        assert!(!is_command(title), "{title}");
    }
    for title in ["Revenue > 5,000", "Income by region", ">10 persons", "A > B", "Total"] {
        assert!(!is_command(title), "{title}");
    }
}
