package meridian.live.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import meridian.time.Interruption;

/// The one connection of a gateway to its Redis server, and the breaker before it.
///
/// Each question has a fixed time. After [#FAILURES] in a row that took longer, or at once when the
/// connection breaks, the connection is given up, and questions fail without a wait. From then on a
/// thread of its own tries a new connection once a second, one at a time; only when that answers in
/// time are questions asked again, so that no request is ever the probe. A server that keeps
/// falling silent soon after is left alone for longer, up to [#LONGEST_REST].
///
/// While all is well the same thread asks for a sign of life once a second, and so finds a dead
/// connection before a request does. Safe for any thread.
final class RedisLink implements AutoCloseable {
  /// So many questions in a row without an answer in time give the connection up.
  static final int FAILURES = 3;

  /// Between two tries to connect, and between two signs of life.
  static final Duration PACE = Duration.ofSeconds(1);

  /// How long a server that keeps falling silent is left alone at most.
  static final Duration LONGEST_REST = Duration.ofSeconds(16);

  /// A connection that lasted this long was well.
  private static final Duration WELL = Duration.ofSeconds(10);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final RedisLogin login;
  private final Duration timeout;
  private final RedisConnector connector;
  private final Consumer<Boolean> changed;
  private final Health health;
  private final AtomicReference<State> state = new AtomicReference<>(new Down(WELL.toNanos()));
  private final Thread keeper;
  private volatile boolean isClosed;

  /// Of the keeper alone: between two tries to connect.
  private Duration rest = PACE;

  /// Of the keeper alone: for which fall it has chosen [#rest].
  private State judged = state.get();

  /// A link that is not connected yet.
  ///
  /// @param timeout of one question
  /// @param changed is told whether questions are asked from now on, when that changes
  RedisLink(RedisLogin login, Duration timeout, Consumer<Boolean> changed) {
    this.login = login;
    this.timeout = timeout;
    this.changed = changed;
    this.health =
        new Health(
            "exact cache: Redis at " + login,
            "origins go on without it, and it is tried again every second or so");
    this.connector = new RedisConnector(login);
    this.keeper =
        Thread.ofPlatform().name("redis " + login.address()).daemon().unstarted(this::keep);
  }

  /// Whether questions are asked. Each state is its own: they are told apart by identity.
  private sealed interface State {}

  /// They are.
  private static final class Up implements State {
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final long sinceNanos = System.nanoTime();

    Up(StatefulRedisConnection<byte[], byte[]> connection) {
      this.connection = connection;
    }

    long ageNanos() {
      return System.nanoTime() - sinceNanos;
    }
  }

  /// They are not.
  private static final class Down implements State {
    private final long lastedNanos;

    /// @param lastedNanos how long the connection before it was up
    Down(long lastedNanos) {
      this.lastedNanos = lastedNanos;
    }
  }

  /// Begins to keep the connection; tries once before it returns, for a second or two at most.
  void start() {
    try {
      connect();
      keeper.start();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Interruption("connecting to Redis");
    }
  }

  /// Asks the server, and waits for its answer as long as the timeout allows.
  <T> Reply<T> ask(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    return switch (state.get()) {
      case Up up -> ask(up, command, timeout);
      case Down _ -> Reply.Silence.of("no connection");
    };
  }

  private <T> Reply<T> ask(
      Up by,
      Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command,
      Duration patience) {
    try {
      RedisFuture<T> answer = command.apply(by.connection.async());
      try {
        Reply<T> said =
            new Reply.Said<>(
                Optional.ofNullable(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS)));
        by.failuresInARow.set(0);
        return said;
      } catch (TimeoutException late) {
        answer.cancel(false);
        failed(by, "no answer within " + patience.toMillis() + " ms");
        return Reply.Silence.of("timeout");
      } catch (CancellationException lost) {
        return broken(by);
      } catch (ExecutionException refused) {
        if (refused.getCause() instanceof RedisCommandExecutionException said) {
          by.failuresInARow.set(0);
          return Reply.Silence.refused(RedisConnector.code(said));
        }
        return broken(by);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Interruption("asking Redis");
    } catch (RedisException | RejectedExecutionException | IllegalStateException notSent) {
      return broken(by);
    }
  }

  /// Tells the server something; its answer does not matter.
  void tell(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<?>> command) {
    try {
      if (state.get() instanceof Up up) {
        var _ = command.apply(up.connection.async());
      }
    } catch (RedisException notSent) {
      // what is told is worth nothing more than a try
    }
  }

  private <T> Reply<T> broken(Up by) {
    if (by.connection.isOpen()) {
      failed(by, "it takes no questions");
    } else {
      giveUp(by, "the connection broke");
    }
    return Reply.Silence.of("no connection");
  }

  private void failed(Up by, String why) {
    if (by.failuresInARow.incrementAndGet() >= FAILURES) {
      giveUp(by, why);
    }
  }

  private void giveUp(Up by, String why) {
    if (state.compareAndSet(by, new Down(by.ageNanos()))) {
      health.isBad(why);
      changed.accept(false);
      RedisConnector.letGo(by.connection);
    }
  }

  /// The keeper's life. It sleeps on its own platform thread: no request waits for it meanwhile.
  private void keep() {
    try {
      while (!isClosed) {
        switch (state.get()) {
          case Up up -> {
            Thread.sleep(PACE);
            ask(up, RedisAsyncCommands::ping, timeout);
          }
          case Down down -> {
            rest = rest(down);
            Thread.sleep(rest);
            connect();
          }
        }
      }
    } catch (InterruptedException | Interruption closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Twice as long after each connection that did not last.
  private Duration rest(Down down) {
    if (down == judged) {
      return rest;
    }
    judged = down;
    Duration twice = rest.multipliedBy(2);
    boolean wasShort = down.lastedNanos < WELL.toNanos();
    return !wasShort ? PACE : twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
  }

  private void connect() throws InterruptedException {
    try {
      StatefulRedisConnection<byte[], byte[]> connection = connector.connect();
      Up made = new Up(connection);
      ask(made, RedisAsyncCommands::ping, RedisConnector.PATIENCE); // the first one loads classes
      switch (ask(made, RedisAsyncCommands::ping, timeout)) {
        case Reply.Said<String> _ -> {
          health.isWell();
          state.set(made);
          changed.accept(true);
        }
        case Reply.Silence<String> silence -> {
          RedisConnector.letGo(connection);
          health.isBad(silence.why());
        }
      }
    } catch (ExecutionException | TimeoutException | RedisException refused) {
      health.isBad(RedisConnector.reason(refused));
    }
  }

  @Override
  public void close() {
    isClosed = true;
    state.set(new Down(0));
    keeper.interrupt();
    try {
      keeper.join(GOODBYE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    connector.close();
  }

  @Override
  public String toString() {
    return "Redis at " + login;
  }
}
