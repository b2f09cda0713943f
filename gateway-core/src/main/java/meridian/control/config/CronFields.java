package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import meridian.ProjectId;
import meridian.scenario.Tenant;
import meridian.scenario.Traffic;

/// The fields of prompts that come again at fixed times.
final class CronFields {
  private static final Field<ProjectId> PROJECT =
      Field.of("project", WorldKinds.project(), "demo", "Whose, under its first key.");
  private static final Field<List<String>> PLACES =
      Field.required(
          "places", new ListOf<>(WorldKinds.place(), 1, 1_000), "From where, all at once.");
  private static final Field<Duration> EVERY =
      Field.required("every", Units.duration("1s", "30d"), "From one time to the next.");
  private static final Field<Integer> COUNT =
      Field.of("count", Kinds.count(1, 1_000), "1", "How many different prompts each time.");
  private static final Field<Boolean> STREAMED =
      Field.of("stream", Kinds.truth(), "false", "Whether they ask for a stream.");

  private CronFields() {}

  static final Group<Function<TrafficFields.Common, Traffic>> GROUP =
      Group.of(
          List.of(
              PROJECT, PLACES, EVERY, COUNT, PromptFields.MODEL, PromptFields.PROMPTS, STREAMED),
          in ->
              common ->
                  new Traffic.Cron(
                      common.name(),
                      new Tenant(in.get(PROJECT), 0),
                      in.get(PLACES),
                      in.get(EVERY),
                      in.get(COUNT),
                      in.get(PromptFields.MODEL),
                      in.get(PromptFields.PROMPTS),
                      in.get(STREAMED),
                      common.during()));
}
