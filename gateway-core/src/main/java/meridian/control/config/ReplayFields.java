package meridian.control.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import meridian.scenario.TraceFormat;
import meridian.scenario.Traffic;

/// The fields of requests that were recorded.
final class ReplayFields {
  private static final Field<String> FILE =
      Field.required(
          "file",
          Kinds.text("the path of a file", Pattern.compile("[^\\p{Cntrl}]{1,500}"), "write it"),
          "The recorded trace, relative to the scenario.");
  private static final Field<TraceFormat> FORMAT =
      Field.required(
          "format",
          Kinds.choice(TraceFormat.class),
          "azure_llm: TIMESTAMP,ContextTokens,GeneratedTokens. mooncake: JSON lines with hash_ids;"
              + " equal ones are equal prompts. jsonl and csv: at (seconds), place, project, key,"
              + " model, stream, prompt or body.");
  private static final Field<Double> SPEED =
      Field.of("speed", Kinds.number(0.001, 10_000), "1", "How much faster than recorded.");

  private ReplayFields() {}

  static final Group<Function<TrafficFields.Common, Traffic>> GROUP =
      new Group<>(
          List.of(
              FILE,
              FORMAT,
              SPEED,
              AskerFields.PLACES,
              AskerFields.PROJECTS,
              PromptFields.MODEL,
              PromptFields.STREAMS,
              PromptFields.MAX_TOKENS),
          AskerFields::check,
          in ->
              common ->
                  new Traffic.Replay(
                      common.name(),
                      in.get(FILE),
                      in.get(FORMAT),
                      in.get(SPEED),
                      in.get(AskerFields.PLACES),
                      AskerFields.tenants(in),
                      in.get(PromptFields.MODEL),
                      in.get(PromptFields.STREAMS),
                      in.get(PromptFields.MAX_TOKENS),
                      common.during()));
}
