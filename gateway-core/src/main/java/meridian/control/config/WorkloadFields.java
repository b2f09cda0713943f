package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import meridian.scenario.WorkloadPlan;

/// The fields of requests that are made up.
final class WorkloadFields {
  private static final Field<Double> RATE =
      Field.required(
          "requestsPerSecond",
          Kinds.number(0.000_01, 1_000_000),
          "Rate of a Poisson process, over all places; day curves have a mean of 1.");

  private WorkloadFields() {}

  static final Group<WorkloadPlan> GROUP =
      new Group<>(
          fields(),
          WorkloadFields::check,
          in ->
              new WorkloadPlan(
                  in.get(RATE),
                  in.get(AskerFields.PLACES),
                  AskerFields.tenants(in),
                  in.get(PromptFields.MODELS),
                  in.get(PromptFields.REPEATS),
                  in.get(PromptFields.STREAMS),
                  in.get(PromptFields.PROMPTS),
                  RhythmFields.of(in)));

  private static List<Field<?>> fields() {
    List<Field<?>> fields =
        new ArrayList<>(
            List.of(
                RATE,
                AskerFields.PLACES,
                AskerFields.PROJECTS,
                PromptFields.MODELS,
                PromptFields.REPEATS,
                PromptFields.STREAMS,
                PromptFields.PROMPTS));
    fields.addAll(RhythmFields.ALL);
    return fields;
  }

  private static void check(Section in) {
    AskerFields.check(in);
    AskerFields.refuseWeightless(in, PromptFields.MODELS, in.get(PromptFields.MODELS));
    RhythmFields.check(in);
    int keys = AskerFields.tenants(in).size();
    if (keys > WorkloadPlan.MAX_TENANTS) {
      in.refuse(
          AskerFields.PROJECTS,
          "expected at most %d keys in all, found %d; use fewer"
              .formatted(WorkloadPlan.MAX_TENANTS, keys));
    }
  }
}
