package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.KeyId;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Link;
import meridian.network.Links;
import meridian.network.Network.Arrived;
import meridian.network.Network.Reply;
import meridian.network.Paths;
import meridian.network.Tcp;
import meridian.network.Wan;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.time.Mailbox;
import org.junit.jupiter.api.Test;

/// What the modelled wide-area network does in every world: services run in tasks of their own, and
/// time passes. What it computes is tested in its room.
public abstract class WanContract {
  private static final Atlas ATLAS = Atlas.load();
  private static final Address SIN = new Address("pop:SIN", "SIN");
  private static final Address BOM = new Address("origin:ap-south-1", "BOM");
  private static final Envelope QUESTION =
      new Envelope.ConfirmKey(new PopId("SIN"), new KeyId("abcdefghijkl"));
  private static final Delivery ANSWER = new Delivery.KeyAnswer(Optional.empty());

  /// Long enough for a cold call between Singapore and Mumbai, three round trips of 53 ms, on a
  /// busy machine.
  private static final Duration PLENTY = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofMillis(300);

  /// Runs `body` as a task of a fresh world, and fails as it fails.
  protected abstract void inWorld(World.Body body);

  @Test
  void pieces_arrive_in_the_order_they_were_sent() {
    inWorld(world -> {
      Wan wan = wan(world);
      List<Long> sizes = List.of(100_000L, 10L, 1L, 50_000L, 1L);
      wan.attach(
          BOM,
          (_, outbox, _) -> {
            for (long size : sizes) {
              outbox.send(chunk(size));
              world.clock().sleepUntil(world.clock().nanos() + 1_000_000);
            }
            outbox.send(ANSWER);
          });
      Reply reply = call(wan, world, PLENTY);
      long latest = 0;
      for (long size : sizes) {
        Arrived arrived = reply.next();
        assertThat(arrived.delivery()).isEqualTo(chunk(size));
        assertThat(arrived.atNanos()).isGreaterThanOrEqualTo(latest);
        latest = arrived.atNanos();
      }
      assertThat(reply.next().delivery()).isEqualTo(ANSWER);
    });
  }

  @Test
  void a_service_begins_when_the_envelope_has_arrived_and_not_before() {
    inWorld(world -> {
      Wan wan = wan(world);
      Mailbox<Long> begun = world.tasks().mailbox(1);
      wan.attach(
          BOM,
          (_, outbox, _) -> {
            begun.offer(world.clock().nanos());
            outbox.send(ANSWER);
          });
      long asked = world.clock().nanos();
      Reply reply = call(wan, world, PLENTY);
      reply.next();
      long way = reply.connectNanos() + reply.outwardNanos();
      assertThat(begun.take(new Deadline(0)).orElseThrow() - asked).isGreaterThanOrEqualTo(way);
    });
  }

  @Test
  void over_a_cut_link_the_caller_hears_nothing_until_its_deadline() {
    inWorld(world -> {
      Wan wan = wan(world);
      wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
      wan.paths().links(Links.CLEAR.with("SIN", "BOM", Link.CUT));
      long deadline = world.clock().nanos() + SHORT.toNanos();
      Arrived arrived = call(wan, world, SHORT).next();
      assertThat(arrived.delivery()).isEqualTo(new Delivery.Lost("link SIN-BOM is cut"));
      assertThat(arrived.atNanos()).isGreaterThanOrEqualTo(deadline);
      assertThat(world.clock().nanos()).isGreaterThanOrEqualTo(deadline);
    });
  }

  @Test
  void a_cut_in_mid_answer_silences_the_rest() {
    inWorld(world -> {
      Wan wan = wan(world);
      wan.attach(
          BOM,
          (_, outbox, _) -> {
            outbox.send(chunk(10));
            wan.paths().links(Links.CLEAR.withBoth("SIN", "BOM", Link.CUT));
            outbox.send(chunk(10));
            wan.paths().links(Links.CLEAR);
            outbox.send(ANSWER);
          });
      Reply reply = call(wan, world, Duration.ofSeconds(2));
      assertThat(reply.next().delivery()).isEqualTo(chunk(10));
      assertThat(reply.next().delivery()).isInstanceOf(Delivery.Lost.class);
    });
  }

  @Test
  void a_node_that_is_down_refuses_long_before_the_deadline() {
    inWorld(world -> {
      Wan wan = wan(world);
      wan.attach(BOM, (_, outbox, _) -> outbox.send(ANSWER));
      wan.paths().links(Links.CLEAR.withDown(BOM.node()));
      long asked = world.clock().nanos();
      Arrived arrived = call(wan, world, PLENTY).next();
      assertThat(arrived.delivery())
          .isEqualTo(new Delivery.Lost("origin:ap-south-1 refused the connection"));
      assertThat(arrived.atNanos() - asked).isLessThan(PLENTY.toNanos() / 2);
    });
  }

  @Test
  void a_service_that_is_too_slow_is_lost_at_the_deadline() {
    inWorld(world -> {
      Wan wan = wan(world);
      wan.attach(
          BOM,
          (_, outbox, deadline) -> {
            world.clock().sleepUntil(deadline.atNanos() + 1_000_000);
            outbox.send(ANSWER);
          });
      long deadline = world.clock().nanos() + SHORT.toNanos();
      Arrived arrived = call(wan, world, SHORT).next();
      assertThat(arrived.delivery())
          .isEqualTo(new Delivery.Lost("origin:ap-south-1 did not answer in time"));
      assertThat(world.clock().nanos()).isGreaterThanOrEqualTo(deadline);
    });
  }

  @Test
  void a_sender_that_waits_for_a_reader_learns_that_it_left() {
    inWorld(world -> {
      Wan wan = wan(world);
      Mailbox<Boolean> sent = world.tasks().mailbox(1);
      wan.attach(
          BOM,
          (_, outbox, _) -> {
            boolean isTaken = true;
            while (isTaken) {
              isTaken = outbox.send(chunk(10));
            }
            sent.offer(isTaken);
          });
      Reply reply = call(wan, world, PLENTY);
      reply.next();
      reply.close();
      assertThat(sent.take(Deadline.in(PLENTY, world.clock().nanos()))).contains(false);
    });
  }

  private static Wan wan(World world) {
    return new Wan(world.clock(), world.tasks(), new Paths(ATLAS, new Dice(1)), Tcp.BACKBONE);
  }

  private static Reply call(Wan wan, World world, Duration wait) {
    return wan.call(SIN, BOM, QUESTION, Deadline.in(wait, world.clock().nanos()));
  }

  private static Delivery chunk(long sizeBytes) {
    return new Delivery.Chunk(Json.Obj.empty(), sizeBytes);
  }
}
