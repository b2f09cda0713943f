package meridian.control;

import java.util.Map;

/// Hears how a trial request goes. Called from a thread of the gateway, in order; must return
/// quickly.
public interface TrialListener {
  /// The response head is here.
  void head(int status, Map<String, String> headers);

  /// More of the body is here, decoded as UTF-8.
  void body(String text);

  /// The answer is complete, after `totalNanos` as the client measured it.
  void done(long totalNanos);

  /// It broke off.
  void failed(String reason);
}
