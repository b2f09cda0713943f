package meridian.console.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import meridian.control.Command;
import meridian.control.Description;
import meridian.control.Gateway;
import meridian.control.Playback;
import meridian.control.Tenants;
import meridian.control.Trial;
import meridian.control.TrialListener;
import meridian.telemetry.Snapshot;

/// A gateway that only remembers: what it was told to do, and the snapshot a test gave it.
///
/// A trial is kept with its listener until the test answers it with [#answer], on whatever thread
/// the test calls from. Safe for any thread.
public final class SampleGateway implements Gateway {
  /// The key that making one comes to.
  public static final String SECRET = "mk_made00000001_" + "s".repeat(32);

  /// Commands in the order they came.
  public final List<Command> performed = new CopyOnWriteArrayList<>();

  /// Trials that were sent, with who listens.
  public final List<Sent> sent = new CopyOnWriteArrayList<>();

  private final Description about = SamplePlaces.description();
  private final AtomicReference<Snapshot> newest;

  private volatile Optional<Playback> playback = Optional.empty();
  private volatile Reaction reaction = new Reaction.Taken("done");
  private volatile Tenants tenants = SampleTenants.TENANTS;

  /// Whether it was closed.
  public volatile boolean isClosed;

  /// A gateway whose newest state is `first`.
  public SampleGateway(Snapshot first) {
    newest = new AtomicReference<>(first);
  }

  /// Makes it a simulated one that plays so.
  public void play(Playback now) {
    playback = Optional.of(now);
  }

  @Override
  public Optional<Playback> playback() {
    return playback;
  }

  /// A trial on its way.
  ///
  /// @param trial what was sent
  /// @param listener who hears of it
  public record Sent(Trial trial, TrialListener listener) {}

  /// Makes `snapshot` the newest state.
  public void show(Snapshot snapshot) {
    newest.set(snapshot);
  }

  /// Answers the latest trial with a streamed hit from Singapore's PoP.
  public void answer() {
    Sent last = sent.getLast();
    last.listener()
        .head(
            200,
            Map.of(
                "Content-Type", "text/event-stream",
                "X-Meridian-Cache", "HIT",
                "X-Meridian-Pop", last.trial().pop().code(),
                "X-Meridian-Request-Id", newest.get().recent().getFirst().id().text(),
                "X-Meridian-Fingerprint", "9f2c41d07ab3",
                "X-Meridian-Cost-Usd", "0.000000",
                "X-Meridian-Saved-Usd", "0.000412",
                "Cache-Status", "edge; hit; ttl=3412",
                "Age", "188",
                "Server-Timing", "client_edge;dur=4.2, edge_auth;dur=0.1, edge_kv;dur=3.4"));
    last.listener().body(chunk("The edge"));
    last.listener().body(chunk(" answers.") + "data: [DONE]\n\n");
    last.listener().done(14_200_000);
  }

  private static String chunk(String text) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  @Override
  public Description description() {
    return about;
  }

  @Override
  public Snapshot snapshot() {
    return newest.get();
  }

  @Override
  public Tenants tenants() {
    return tenants;
  }

  /// Makes `next` what comes of most commands.
  public void reactWith(Reaction next) {
    reaction = next;
  }

  /// Makes `all` its projects and keys.
  public void hold(Tenants all) {
    tenants = all;
  }

  @Override
  public Reaction perform(Command command) {
    performed.add(command);
    return switch (command) {
      case Command.CreateKey _, Command.RotateKey _ -> new Reaction.Issued("made", SECRET);
      default -> reaction;
    };
  }

  @Override
  public void send(Trial trial, TrialListener listener) {
    sent.add(new Sent(trial, listener));
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
