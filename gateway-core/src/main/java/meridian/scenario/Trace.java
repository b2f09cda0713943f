package meridian.scenario;

import java.util.List;
import java.util.Optional;

/// Recorded requests in order of time. Made by [TraceReader]; at most [#MAX_LINES].
///
/// @param name the file, for messages
/// @param entries at least one; times never go back
public record Trace(String name, List<Entry> entries) {
  /// The most requests of one trace.
  public static final int MAX_LINES = 1_000_000;

  public Trace {
    entries = List.copyOf(entries);
  }

  /// One recorded request.
  ///
  /// @param offsetNanos from the trace's beginning, 0 or more
  /// @param place code of the client's place, when the record says
  /// @param tenant whose it is, when the record says
  /// @param ask what was asked
  public record Entry(long offsetNanos, Optional<String> place, Optional<Tenant> tenant, Ask ask) {}

  /// What a record says of a request's content.
  public sealed interface Ask {
    /// A length alone; equal numbers are equal prompts.
    ///
    /// @param number names the prompt within the trace, from 0
    /// @param tokens its length, 1 or more
    record Sized(long number, int tokens) implements Ask {}

    /// A prompt in words.
    ///
    /// @param prompt the user's message
    /// @param model which is asked, when the record says
    /// @param isStreamed whether a stream is asked for, when the record says
    record Worded(String prompt, Optional<String> model, Optional<Boolean> isStreamed)
        implements Ask {
      /// Without the prompt, which is somebody's.
      @Override
      public String toString() {
        return "prompt of " + prompt.length() + " characters";
      }
    }

    /// A whole request.
    ///
    /// @param bodyJson the body of `POST /v1/chat/completions`
    record Whole(String bodyJson) implements Ask {
      /// Without the body, which is somebody's.
      @Override
      public String toString() {
        return "body of " + bodyJson.length() + " characters";
      }
    }
  }
}
