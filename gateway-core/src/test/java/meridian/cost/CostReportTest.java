package meridian.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import meridian.Money;
import meridian.telemetry.CostFigures;
import org.junit.jupiter.api.Test;

final class CostReportTest {
  private static final EdgePrices PRICES = EdgePrices.published();

  @Test
  void nothing_observed_makes_no_figure() {
    CostReport report = CostReport.of(CostFigures.NONE, true, PRICES);
    assertThat(report.forecast()).isEmpty();
    assertThat(report.models()).isEmpty();
    assertThat(report.savedShare()).isEmpty();
    assertThat(report.edgeUse().total().amount()).isZero();
  }

  @Test
  void the_month_is_the_observed_rate_times_730_hours() {
    Forecast month = CostReport.of(new Observed().figures(), true, PRICES).forecast().orElseThrow();
    // Spans of 9, 10 and 11 requests: 8, 9 and 9 calls of $0.0003, the mean 26 / 3, every 10 s.
    double expected = 26.0 / 3 * 300e-6 * 6 * 60 * 730;
    assertThat(month.spent().value()).isCloseTo(expected, within(1e-6));
    assertThat(month.spent().low()).isLessThan(expected);
    assertThat(month.spent().high()).isGreaterThan(expected);
    assertThat(month.spans()).isEqualTo(60);
    assertThat(month.load().requests()).isCloseTo(60 * 60 * 730, within(1e-3));
  }

  @Test
  void a_months_edge_bill_leaves_out_what_is_included() {
    EdgeBill bill =
        EdgeBill.ofMonth(new EdgeBill.Load(12_000_000, 24_000_000, 1_500_000, 0), PRICES);
    // 5 base + 2 M × 0.30 + 14 M × 0.50 + 0.5 M × 5 + 2 M × 0.25
    assertThat(bill.total().amount()).isCloseTo(5 + 0.6 + 7 + 2.5 + 0.5, within(1e-9));
    assertThat(EdgeBill.ofMonth(new EdgeBill.Load(1, 1, 1, 0), PRICES).total().amount())
        .isEqualTo(5);
  }

  @Test
  void few_requests_make_no_month() {
    assertThat(CostReport.of(new Observed().requests(20).figures(), true, PRICES).forecast())
        .isEmpty();
  }

  @Test
  void real_and_modelled_money_are_never_added_up() {
    CostFigures modelled = new Observed().figures();
    CostFigures real = new Observed().real().perCall(7).figures();
    List<CostFigures.Row> both = new ArrayList<>(modelled.rows());
    both.addAll(real.rows());
    CostReport report =
        CostReport.of(
            new CostFigures(
                0,
                modelled.untilNanos(),
                both,
                modelled.edge(),
                modelled.sliceNanos(),
                modelled.slices(),
                modelled.traffic(),
                modelled.repeats()),
            true,
            PRICES);
    assertThat(report.isMixed()).isTrue();
    assertThat(report.isModelled()).isFalse();
    assertThat(report.spent()).isEqualTo(new Money(540 * 7));
  }

  @Test
  void without_an_edge_nothing_is_billed_for_one() {
    CostReport report = CostReport.of(new Observed().figures(), false, PRICES);
    assertThat(report.edgeUse().total().amount()).isZero();
    assertThat(report.forecast().orElseThrow().edge().value()).isZero();
  }

  @Test
  void a_hit_is_worth_what_an_answer_cost() {
    CostReport.Model model =
        CostReport.of(new Observed().figures(), true, PRICES).models().getFirst();
    BreakEven even = model.breakEven().orElseThrow();
    assertThat(even.value().amount()).isCloseTo(300e-6, within(1e-12));
    assertThat(model.hitShare()).isCloseTo(0.1, within(1e-9));
    assertThat(even.hitRate().orElseThrow()).isBetween(0.02, 0.025);
  }
}
