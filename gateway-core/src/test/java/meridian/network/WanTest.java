package meridian.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.KeyId;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.network.Network.Arrived;
import meridian.network.Network.Reply;
import meridian.time.Deadline;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class WanTest {
  private static final Atlas ATLAS = Atlas.load();
  private static final Address SIN = new Address("pop:SIN", "SIN");
  private static final Address BOM = new Address("origin:ap-south-1", "BOM");
  private static final Envelope QUESTION =
      new Envelope.ConfirmKey(new PopId("SIN"), new KeyId("abcdefghijkl"));
  private static final Delivery ANSWER = new Delivery.KeyAnswer(Optional.empty());
  private static final long RTT = 53_000_000;

  private final FakeWorld world = new FakeWorld();
  private final Paths paths = new Paths(ATLAS, new Dice(1));
  private final Wan wan = new Wan(world, world, paths, Tcp.BACKBONE);

  @Test
  void a_cold_call_pays_two_round_trips_and_a_warm_one_none() {
    wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
    Reply cold = call();
    Arrived first = cold.next();
    assertThat(cold.connectNanos()).isBetween(2 * RTT, 2 * RTT + 10_000_000);
    assertThat(cold.outwardNanos()).isBetween(RTT / 2, RTT / 2 + 5_000_000);
    assertThat(first.sentNanos() - world.now).isEqualTo(cold.connectNanos() + cold.outwardNanos());
    assertThat(first.atNanos() - first.sentNanos()).isBetween(RTT / 2, RTT / 2 + 5_000_000);

    world.now = first.atNanos();
    Reply warm = call();
    warm.next();
    assertThat(warm.connectNanos()).isZero();
  }

  @Test
  void a_connection_in_use_is_not_lent_twice() {
    wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
    Reply one = call();
    Reply two = call();
    one.next();
    two.next();
    assertThat(one.connectNanos()).isPositive();
    assertThat(two.connectNanos()).isPositive();
  }

  @Test
  void a_connection_idle_for_a_minute_is_closed() {
    wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
    Arrived first = call().next();
    world.now = first.atNanos() + ConnectionPool.IDLE_TIMEOUT.toNanos() - 1;
    Reply justWarm = call();
    assertThat(justWarm.connectNanos()).isZero();
    world.now = justWarm.next().atNanos() + ConnectionPool.IDLE_TIMEOUT.toNanos();
    assertThat(call().connectNanos()).isPositive();
  }

  @Test
  void pieces_arrive_in_the_order_they_were_sent() {
    List<Integer> sizes = List.of(100_000, 10, 1, 50_000, 1);
    wan.attach(
        BOM,
        (_, outbox, _) -> {
          for (int size : sizes) {
            outbox.send(chunk(size));
            world.now += 1_000_000;
          }
          outbox.send(ANSWER);
        });
    Reply reply = call();
    long latest = 0;
    for (int i = 0; i <= sizes.size(); i++) {
      Arrived arrived = reply.next();
      assertThat(arrived.atNanos()).isGreaterThanOrEqualTo(latest);
      assertThat(arrived.atNanos()).isGreaterThanOrEqualTo(arrived.sentNanos() + RTT / 2);
      latest = arrived.atNanos();
    }
    assertThatThrownBy(reply::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void over_a_cut_link_the_caller_hears_nothing_until_its_deadline() {
    wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
    paths.links(Links.CLEAR.with("BOM", "SIN", Link.CUT));
    long deadline = world.now + 2_000_000_000L;
    Arrived arrived = call().next();
    assertThat(arrived.delivery()).isEqualTo(new Delivery.Lost("link SIN-BOM is cut"));
    assertThat(arrived.atNanos()).isEqualTo(deadline);
    assertThat(world.started).isZero();
  }

  @Test
  void a_cut_in_mid_answer_silences_the_rest_and_ends_the_connection() {
    wan.attach(
        BOM,
        (_, outbox, _) -> {
          outbox.send(chunk(10));
          paths.links(Links.CLEAR.withBoth("SIN", "BOM", Link.CUT));
          assertThat(outbox.send(chunk(10))).isTrue();
          paths.links(Links.CLEAR);
          outbox.send(ANSWER);
        });
    Reply reply = call();
    assertThat(reply.next().delivery()).isInstanceOf(Delivery.Chunk.class);
    assertThat(reply.next().delivery()).isInstanceOf(Delivery.Lost.class);
    assertThat(call().connectNanos()).isPositive();
  }

  @Test
  void a_cut_while_the_envelope_travels_keeps_it_from_the_service() {
    List<Envelope> served = new ArrayList<>();
    wan.attach(BOM, (envelope, _, _) -> served.add(envelope));
    Reply reply = call();
    paths.links(Links.CLEAR.withBoth("SIN", "BOM", Link.CUT));
    assertThat(reply.next().delivery()).isInstanceOf(Delivery.Lost.class);
    assertThat(served).isEmpty();
  }

  @Test
  void a_node_that_is_down_refuses_within_a_round_trip() {
    wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
    paths.links(Links.CLEAR.withDown("origin:ap-south-1"));
    Arrived arrived = call().next();
    assertThat(arrived.delivery())
        .isEqualTo(new Delivery.Lost("origin:ap-south-1 refused the connection"));
    assertThat(arrived.atNanos() - world.now).isBetween(RTT, RTT + 10_000_000);
    paths.links(paths.links().withUp("origin:ap-south-1"));
    assertThat(call().next().delivery()).isEqualTo(ANSWER);
  }

  @Test
  void nobody_attached_is_a_refusal() {
    assertThat(call().next().delivery()).isInstanceOf(Delivery.Lost.class);
  }

  @Test
  void an_answer_that_would_arrive_past_the_deadline_is_lost_at_the_deadline() {
    wan.attach(
        BOM,
        (_, outbox, deadline) -> {
          world.now = deadline.atNanos() - 1;
          outbox.send(ANSWER);
        });
    long deadline = world.now + 2_000_000_000L;
    Arrived arrived = call().next();
    assertThat(arrived.delivery()).isInstanceOf(Delivery.Lost.class);
    assertThat(arrived.atNanos()).isEqualTo(deadline);
  }

  @Test
  void the_sender_learns_that_the_caller_left() {
    List<Reply> replies = new ArrayList<>();
    List<Boolean> sent = new ArrayList<>();
    wan.attach(
        BOM,
        (_, outbox, _) -> {
          sent.add(outbox.isOpen());
          sent.add(outbox.send(chunk(10)));
          replies.getFirst().close();
          sent.add(outbox.isOpen());
          sent.add(outbox.send(chunk(10)));
          outbox.send(ANSWER);
        });
    replies.add(call());
    replies.getFirst().next();
    assertThat(sent).containsExactly(true, true, false, false);
    assertThat(call().connectNanos()).isPositive();
  }

  @Test
  void a_service_that_ends_without_an_answer_is_reported() {
    wan.attach(BOM, (_, _, _) -> {});
    assertThat(call().next().delivery())
        .isEqualTo(new Delivery.Lost("origin:ap-south-1 ended without an answer"));
  }

  @Test
  void nothing_may_follow_the_last_delivery() {
    wan.attach(
        BOM,
        (_, outbox, _) -> {
          outbox.send(ANSWER);
          assertThatThrownBy(() -> outbox.send(ANSWER)).isInstanceOf(IllegalStateException.class);
        });
    assertThat(call().next().delivery()).isEqualTo(ANSWER);
  }

  @Test
  void a_node_is_attached_once() {
    wan.attach(BOM, (_, _, _) -> {});
    assertThatThrownBy(() -> wan.attach(BOM, (_, _, _) -> {}))
        .hasMessageContaining("origin:ap-south-1");
  }

  private Reply call() {
    return wan.call(SIN, BOM, QUESTION, Deadline.in(Duration.ofSeconds(2), world.now));
  }

  private static Delivery chunk(long sizeBytes) {
    return new Delivery.Chunk(Json.Obj.empty(), sizeBytes);
  }
}
