package meridian.control;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import meridian.PopId;

/// Sends a trial and waits for its end.
final class Trials {
  private Trials() {}

  /// Why the trial failed; empty when it was answered with 200.
  static Optional<String> send(Gateway gateway, String prompt) throws Exception {
    CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    String body =
        """
        {"model":"gpt-4o-mini","messages":[{"role":"user","content":"%s"}]}\
        """
            .formatted(prompt);
    gateway.send(
        new Trial("SIN", new PopId("SIN"), body, ""),
        new TrialListener() {
          private Optional<String> problem = Optional.of("no head");

          @Override
          public void head(int status, Map<String, String> headers) {
            problem = status == 200 ? Optional.empty() : Optional.of("status " + status);
          }

          @Override
          public void body(String text) {}

          @Override
          public void done(long totalNanos) {
            end.complete(problem);
          }

          @Override
          public void failed(String reason) {
            end.complete(Optional.of(reason));
          }
        });
    return end.get(30, TimeUnit.SECONDS);
  }
}
