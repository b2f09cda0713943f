package meridian.budget;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.Stage;
import meridian.StageTimes;
import org.junit.jupiter.api.Test;

class StageTraceTest {
  private final StageTrace trace = new StageTrace(1_000);

  @Test
  void a_lap_charges_the_time_since_the_mark_and_moves_it() {
    trace.lap(Stage.CLIENT_EDGE, 1_300);
    trace.lap(Stage.EDGE_AUTH, 1_350);
    trace.lap(Stage.EDGE_AUTH, 1_360);

    assertThat(trace.times().nanos(Stage.CLIENT_EDGE)).isEqualTo(300);
    assertThat(trace.times().nanos(Stage.EDGE_AUTH)).isEqualTo(60);
    assertThat(trace.mark()).isEqualTo(1_360);
  }

  @Test
  void a_clock_that_went_back_charges_nothing() {
    trace.lap(Stage.CLIENT_EDGE, 900);

    assertThat(trace.times()).isEqualTo(StageTimes.NONE);
  }

  @Test
  void time_that_is_skipped_belongs_to_no_stage() {
    trace.resume(5_000);
    trace.lap(Stage.EDGE_KV, 5_007);

    assertThat(trace.times().sumNanos()).isEqualTo(7);
  }

  @Test
  void times_that_were_handed_out_stay_as_they_were() {
    trace.lap(Stage.CLIENT_EDGE, 1_300);
    StageTimes atTheHead = trace.times();
    StageTimes again = trace.times();

    trace.charge(Stage.EDGE_CLIENT, 20);
    trace.chargeAll(atTheHead);

    assertThat(atTheHead.sumNanos()).isEqualTo(300);
    assertThat(again).isEqualTo(atTheHead);
    assertThat(trace.times().sumNanos()).isEqualTo(620);
  }
}
