package meridian.console.timelines;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import meridian.RequestTimeline;
import meridian.telemetry.RequestPath;

/// Which requests the list keeps: a way, and words that must all be found in place, PoP, model,
/// status, cache result, fingerprint, request id or detail. A word with a leading `!` must not be
/// found.
///
/// @param path the way, or every way
/// @param text words separated by spaces, in any case
record RequestFilter(Optional<RequestPath> path, String text)
    implements Predicate<RequestTimeline> {
  /// Keeps everything.
  static final RequestFilter ALL = new RequestFilter(Optional.empty(), "");

  @Override
  public boolean test(RequestTimeline request) {
    if (path.isPresent() && RequestPath.of(request) != path.get()) {
      return false;
    }
    if (text.isBlank()) {
      return true;
    }
    String haystack = haystack(request);
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      boolean isInverted = word.startsWith("!");
      String wanted = isInverted ? word.substring(1) : word;
      if (!wanted.isEmpty() && haystack.contains(wanted) == isInverted) {
        return false;
      }
    }
    return true;
  }

  RequestFilter with(Optional<RequestPath> other) {
    return new RequestFilter(other, text);
  }

  RequestFilter with(String words) {
    return new RequestFilter(path, words);
  }

  private static String haystack(RequestTimeline request) {
    return String.join(
            " ",
            request.pop().code(),
            request.client(),
            request.model(),
            Integer.toString(request.status()),
            request.cache().label(),
            RequestPath.of(request).label(),
            request.fingerprint(),
            request.id().text(),
            request.detail(),
            request.isColdConnection() ? "cold" : "warm",
            request.isStreamed() ? "stream" : "json")
        .toLowerCase(Locale.ROOT);
  }
}
