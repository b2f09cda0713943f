package meridian.live.traffic;

import java.util.Map;

/// Hears how a trial goes, in order, from one thread that it must not hold up: `head`, `body` any
/// number of times, then `done`; or `failed` at any point, and nothing after it.
public interface TrialWatcher {
  /// The response head is here; values of a header that came more than once are joined by `, `.
  void head(int status, Map<String, String> headers);

  /// More of the body is here.
  void body(String text);

  /// The answer is complete, `totalNanos` after the request was begun, connecting included.
  void done(long totalNanos);

  /// It broke off; `reason` is for people.
  void failed(String reason);
}
