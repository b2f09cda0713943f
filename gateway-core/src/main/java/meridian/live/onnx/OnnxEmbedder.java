package meridian.live.onnx;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.semantic.Embedder;
import meridian.semantic.Embedding;
import meridian.time.Interruption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// MiniLM behind the port: a few threads of its own, because a native call holds its thread, and a
/// bounded queue before them.
///
/// [#warm] loads it in the background; a text that comes earlier is skipped and starts the loading.
/// A text that finds the queue full, or waits too long, is skipped too: the semantic cache saves a
/// provider call and must not cost more than it. Threads are daemons and end with [#close].
public final class OnnxEmbedder implements Embedder, AutoCloseable {
  /// How long a text waits for its vector, unless said otherwise.
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(OnnxEmbedder.class);

  /// A longer text surely has too many word pieces.
  private static final int MOST_CHARACTERS = 20 * MiniLm.MOST_PIECES;

  private final int threads;
  private final Duration patience;
  private final BlockingQueue<Wish> queue;
  private final AtomicBoolean isWarming = new AtomicBoolean();
  private final AtomicInteger running = new AtomicInteger();
  private volatile State state = State.COLD;
  private volatile boolean isClosed;

  private enum State {
    COLD,
    READY,
    BROKEN
  }

  private record Wish(String text, CompletableFuture<Embedding> answer) {}

  /// An embedder that has loaded nothing yet.
  ///
  /// @param threads how many texts are embedded at once
  /// @param queue how many may wait
  public OnnxEmbedder(int threads, int queue) {
    this(threads, queue, PATIENCE);
  }

  /// An embedder in which a text waits as long as `patience` for its vector.
  OnnxEmbedder(int threads, int queue, Duration patience) {
    this.threads = threads;
    this.patience = patience;
    this.queue = new ArrayBlockingQueue<>(queue);
  }

  /// Loads the model in the background; does nothing the second time.
  public void warm() {
    if (isWarming.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("embedder-load").start(this::load);
    }
  }

  /// Whether texts are embedded by now.
  public boolean isReady() {
    return state == State.READY;
  }

  private void load() {
    long startedNanos = System.nanoTime();
    try {
      MiniLm model = MiniLm.load();
      running.set(threads);
      for (int i = 1; i <= threads; i++) {
        Thread.ofPlatform().daemon().name("embedder-" + i).start(() -> work(model));
      }
      state = State.READY;
      LOG.info(
          "semantic cache: {} loaded in {} ms",
          MiniLm.NAME,
          Duration.ofNanos(System.nanoTime() - startedNanos).toMillis());
    } catch (IOException | RuntimeException e) {
      state = State.BROKEN;
      LOG.error("semantic cache: no request will use it: {}", e.getMessage());
    }
  }

  @Override
  public String model() {
    return MiniLm.NAME;
  }

  @Override
  public int dimension() {
    return MiniLm.DIMENSION;
  }

  @Override
  public Embedding embed(String text) {
    if (state == State.COLD) {
      warm();
      return skipped(Embedding.Reason.LOADING);
    }
    if (state == State.BROKEN || isClosed) {
      return skipped(Embedding.Reason.UNAVAILABLE);
    }
    if (text.isBlank()) {
      return skipped(Embedding.Reason.EMPTY);
    }
    if (text.length() > MOST_CHARACTERS) {
      return skipped(Embedding.Reason.TOO_LONG);
    }
    Wish wish = new Wish(text, new CompletableFuture<>());
    return queue.offer(wish) ? await(wish) : skipped(Embedding.Reason.BUSY);
  }

  private Embedding await(Wish wish) {
    try {
      return wish.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      queue.remove(wish);
      return skipped(Embedding.Reason.BUSY);
    } catch (ExecutionException bug) {
      throw new IllegalStateException("embedding", bug);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Interruption("a text was embedded");
    }
  }

  private void work(MiniLm model) {
    try {
      while (!isClosed) {
        Wish wish = queue.poll(200, TimeUnit.MILLISECONDS);
        if (wish != null) {
          wish.answer().complete(embed(model, wish.text()));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      if (running.decrementAndGet() == 0) {
        model.close();
      }
    }
  }

  private static Embedding embed(MiniLm model, String text) {
    try {
      Optional<long[]> pieces = model.pieces(text);
      return pieces.isEmpty()
          ? skipped(Embedding.Reason.TOO_LONG)
          : new Embedding.Made(model.embed(List.of(pieces.get())).getFirst());
    } catch (OrtException | RuntimeException failed) {
      LOG.warn("semantic cache: the model failed at a text: {}", failed.getClass().getName());
      return skipped(Embedding.Reason.FAILED);
    }
  }

  private static Embedding skipped(Embedding.Reason reason) {
    return new Embedding.Skipped(reason);
  }

  /// Ends its threads; the last of them lets go of the model.
  @Override
  public void close() {
    isClosed = true;
  }
}
