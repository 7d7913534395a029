//! Heads: their levels, units of groups, what stands above them, and where the first row begins.

use super::check;

#[test]
fn units_below_names_belong_to_groups_of_columns() {
    check(
        &[
            "                 Turnover               Staff",
            "          ------------------   -------------------",
            "Region     Home       Abroad      all        women",
            "              1 000 EUR               Persons",
            "--------------------------------------------------",
            "North     367 507    468 928   199 890     777 181",
            "South      53 996    335 658   394 658     347 656",
            "East      653 099    325 769    89 545     741 543",
            "--------------------------------------------------",
        ],
        &[&[
            "Region|Turnover|<|Staff|<",
            "^|Home|Abroad|all|women",
            "^|1 000 EUR|<|Persons|<",
            "North|367 507|468 928|199 890|777 181",
            "South|53 996|335 658|394 658|347 656",
            "East|653 099|325 769|89 545|741 543",
        ]],
    );
}

#[test]
fn what_cuts_a_group_of_the_head_is_none_of_it() {
    check(
        &[
            "RUN DATE 03/14/84         CITY OF LANDER",
            "REPORT GL-204              TRIAL BALANCE BY FUND",
            "                                           CURRENT MONTH                       YEAR TO DATE",
            "ACCT     DESCRIPTION                     BUDGET          ACTUAL             BUDGET           ACTUAL",
            "======   ========================   ===========    ============       ============    =============",
            "551-37   FICA EXPENSE                 20,797.32     811,021.11-             244.09        53,106.78",
            "543-81   TAXES RECEIVABLE            17,055.61-       29,325.02            606.70-        1,339.82-",
            "590-60   DUE FROM OTHER FUNDS       951,877.86-       9,367.80-         57,445.73-        5,254.95-",
        ],
        &[&[
            "ACCT|DESCRIPTION|CURRENT MONTH|<|YEAR TO DATE|<",
            "^|^|BUDGET|ACTUAL|BUDGET|ACTUAL",
            "551-37|FICA EXPENSE|20,797.32|811,021.11-|244.09|53,106.78",
            "543-81|TAXES RECEIVABLE|17,055.61-|29,325.02|606.70-|1,339.82-",
            "590-60|DUE FROM OTHER FUNDS|951,877.86-|9,367.80-|57,445.73-|5,254.95-",
        ]],
    );
}

#[test]
fn a_sign_close_behind_a_figure_is_the_next_ones() {
    check(
        &[
            "                          General          Roads          Total",
            "Intergovernmental      $  67,350,758 $  15,556,363 $   82,907,121",
            "Fines and forfeitures     52,993,361            12     52,993,373",
            "Total revenues           120,344,119    15,556,375    135,900,494",
            "",
            "Balance beginning         73,222,632    76,580,489    149,803,121",
            "Balance ending         $  37,559,420 $   9,138,169 $   46,697,589",
        ],
        &[&[
            "|General|Roads|Total",
            "Intergovernmental|$ 67,350,758|$ 15,556,363|$ 82,907,121",
            "Fines and forfeitures|52,993,361|12|52,993,373",
            "Total revenues|120,344,119|15,556,375|135,900,494",
            "Balance beginning|73,222,632|76,580,489|149,803,121",
            "Balance ending|$ 37,559,420|$ 9,138,169|$ 46,697,589",
        ]],
    );
}

#[test]
fn a_text_with_a_figure_on_both_sides_is_a_column() {
    check(
        &[
            "The committee is asked to note the position set out below.",
            "",
            "Stock     Description                            Unit of issue      Price",
            "41796     Emulsion paint, brilliant white        10 L              141.99",
            "67110     Masking tape, general purpose          Box of 24          99.00",
            "50270     Paper towels, folded, green            2,880 sheets      162.96",
            "60526     Nitrile gloves, powder free            100/pack           43.37",
        ],
        &[&[
            "Stock|Description|Unit of issue|Price",
            "41796|Emulsion paint, brilliant white|10 L|141.99",
            "67110|Masking tape, general purpose|Box of 24|99.00",
            "50270|Paper towels, folded, green|2,880 sheets|162.96",
            "60526|Nitrile gloves, powder free|100/pack|43.37",
        ]],
    );
}

#[test]
fn the_same_letter_again_before_the_same_number_is_no_contents() {
    let page = [
        "Sort code 20-14-88 Account number 62334584 Sheet 154",
        "",
        "Date       Details                                Withdrawn     Paid In      Balance",
        "",
        "01 Jan     BROUGHT FORWARD                                                 90,885.42",
        "",
        "03 Jan     BILL PAYMENT TO                           449.65                90,435.77",
        "           R. HUXTABLE REFERENCE INV 2291",
        "",
        "03 Jan     BILL PAYMENT TO                           822.53                89,613.24",
        "           R. HUXTABLE REFERENCE INV 2291",
        "",
        "06 Jan     BILL PAYMENT TO                           895.09                88,553.24",
        "           R. HUXTABLE REFERENCE INV 2291",
        "",
        "07 Jan     BILL PAYMENT TO                            95.09                88,458.15",
        "           R. HUXTABLE REFERENCE INV 2291",
    ];
    let layout = crate::lay_out(&super::drawn(&page), &model::asked::Asked::default());
    let rows = super::pieces(&layout).concat();
    assert!(rows.iter().any(|row| row.starts_with("03 Jan|BILL PAYMENT TO")), "{rows:?}");
}
