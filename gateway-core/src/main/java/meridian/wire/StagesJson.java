package meridian.wire;

import java.util.List;
import meridian.Json;
import meridian.Stage;
import meridian.StageTimes;

/// Stage times as JSON: the stages that took a microsecond or more, by name, in whole microseconds:
/// `{"edge_auth":12,"edge_kv":1500}`.
public final class StagesJson {
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final List<Stage> STAGES = List.of(Stage.values());

  private StagesJson() {}

  /// `times` as an object, in the order of a request's way.
  public static Json.Obj json(StageTimes times) {
    Json.Obj object = Json.Obj.empty();
    for (Stage stage : STAGES) {
      long micros = times.nanos(stage) / NANOS_PER_MICRO;
      if (micros > 0) {
        object = object.with(stage.label(), micros);
      }
    }
    return object;
  }

  /// The times in `object`. A stage that is not known here, of a later version, is passed over, and
  /// so is a number below 0 or above a hundred years.
  public static StageTimes times(Json.Obj object) {
    long[] nanos = new long[Stage.COUNT];
    for (Stage stage : STAGES) {
      long micros = object.number(stage.label(), 0);
      boolean isTime = micros > 0 && micros < Long.MAX_VALUE / (NANOS_PER_MICRO * 2);
      nanos[stage.ordinal()] = isTime ? micros * NANOS_PER_MICRO : 0;
    }
    return StageTimes.of(nanos);
  }
}
