package meridian.live.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends single requests as a client at some place would, and tells how each goes while it goes.
///
/// Trials of one place share connections of their own, apart from generated traffic: the first is
/// on a cold connection, one that follows within [#KEEP_IDLE] on a warm one. At most
/// [#MAX_IN_FLIGHT] at once; a further one fails at once. Safe for any thread; [#send] does not
/// block.
public final class TrialSender implements AutoCloseable {
  /// At most this many trials at once.
  public static final int MAX_IN_FLIGHT = 64;

  /// How long an idle connection is kept.
  public static final Duration KEEP_IDLE = Duration.ofSeconds(30);

  /// The longest answer that is shown.
  public static final int MAX_ANSWER_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(TrialSender.class);

  private final PlaceClients clients;
  private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);

  /// A sender that presents `apiKey`, which is never logged.
  public TrialSender(String apiKey) {
    this.clients = new PlaceClients(apiKey, KEEP_IDLE);
  }

  /// Sends `trial` from a thread of its own, on which `watcher` hears everything.
  public void send(TrialRequest trial, TrialWatcher watcher) {
    Thread.ofVirtual()
        .name("trial " + trial.place())
        .start(() -> {
          try {
            admit(trial, watcher);
          } catch (RuntimeException bug) {
            LOG.error("{} was not shown to its end", trial, bug);
          }
        });
  }

  private void admit(TrialRequest trial, TrialWatcher watcher) {
    if (!free.tryAcquire()) {
      watcher.failed(
          "expected at most " + MAX_IN_FLIGHT + " trials at once; wait until one has ended");
      return;
    }
    try {
      Call call;
      try {
        call =
            clients.call(
                trial.baseUrl(), trial.place(), trial.body().getBytes(UTF_8), trial.cacheControl());
      } catch (IllegalArgumentException malformed) {
        watcher.failed("the request cannot be written: " + malformed.getMessage());
        return;
      }
      perform(call, trial, watcher);
    } finally {
      free.release();
    }
  }

  private static void perform(Call call, TrialRequest trial, TrialWatcher watcher) {
    long begun = System.nanoTime();
    try (Response response = call.execute();
        InputStream body = response.body().byteStream()) {
      watcher.head(response.code(), headers(response.headers()));
      Utf8Text text = new Utf8Text();
      byte[] chunk = new byte[8_192];
      long read = 0;
      for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        read += count;
        if (read > MAX_ANSWER_BYTES) {
          watcher.failed("expected an answer of at most " + MAX_ANSWER_BYTES + " bytes");
          return;
        }
        tell(watcher, text.decode(chunk, count));
      }
      long total = System.nanoTime() - begun;
      tell(watcher, text.end());
      watcher.done(total);
    } catch (IOException failure) {
      watcher.failed(Failures.reason(failure, trial.baseUrl()));
    }
  }

  private static void tell(TrialWatcher watcher, String text) {
    if (!text.isEmpty()) {
      watcher.body(text);
    }
  }

  private static Map<String, String> headers(Headers headers) {
    Map<String, String> joined = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      joined.merge(headers.name(i), headers.value(i), (first, next) -> first + ", " + next);
    }
    return Collections.unmodifiableMap(joined);
  }

  /// Breaks off every trial; each hears `failed`.
  @Override
  public void close() {
    clients.close();
  }
}
