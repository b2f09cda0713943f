package meridian.scenario;

/// How a recorded trace is written. Each is text, one request a line.
public enum TraceFormat {
  /// The Azure LLM inference traces: CSV with the columns `TIMESTAMP` (UTC, seven decimals),
  /// `ContextTokens`, `GeneratedTokens`. It has no prompts: each line is a prompt of its own, of
  /// the recorded length.
  AZURE_LLM,
  /// The Mooncake traces: JSON lines with `timestamp` (milliseconds from the beginning),
  /// `input_length`, `output_length` and `hash_ids`; lines with equal `hash_ids` ask the same.
  MOONCAKE,
  /// JSON lines with `at` (seconds from the beginning) and `prompt` or `body`; `place`, `project`,
  /// `key` (a number), `model` and `stream` may be left out.
  JSONL,
  /// CSV (RFC 4180, no line breaks in fields) with a header of the same names, in any order; `body`
  /// is JSON text.
  CSV
}
