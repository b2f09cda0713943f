package meridian.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Change;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.simulated.Losses.Loss;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// A lost bill and an overspent dollar count once, however often they are told.
final class LossesTest {
  private static final ProjectId DEMO = new ProjectId("demo");
  private static final ProjectId OTHER = new ProjectId("other");

  private final Losses losses = new Losses();

  private static Change line(long number, Booking.Kind kind, String bill, ProjectId project) {
    boolean isOfRequest = kind == Booking.Kind.RESERVE || kind == Booking.Kind.SETTLE;
    return new Change.Booked(
        new Booking(
            "ap-south-1",
            number,
            kind,
            new Bill(bill, project, ""),
            isOfRequest ? Optional.of(new RequestId("req_" + bill)) : Optional.empty(),
            new Money(5),
            Money.ZERO,
            Charge.NOTHING,
            0,
            1));
  }

  private static Event lost(Change... changes) {
    return new Event.ChangesLost("ap-south-1", "bookings", List.of(changes), 1);
  }

  private static Event overspent(ProjectId project, long micros) {
    return new Event.Overspent(project, new Money(micros), 1);
  }

  @Test
  void a_reserve_and_its_settling_are_one_lost_booking() {
    assertThat(
            losses.of(
                lost(
                    line(1, Booking.Kind.RESERVE, "a", DEMO),
                    line(2, Booking.Kind.SETTLE, "a", DEMO),
                    line(3, Booking.Kind.RESERVE, "b", DEMO))))
        .containsExactly(new Loss(DEMO, 2, Money.ZERO));
  }

  @Test
  void what_a_fenced_region_books_later_for_a_lost_bill_does_not_count_again() {
    losses.of(lost(line(1, Booking.Kind.RESERVE, "a", DEMO)));
    assertThat(losses.of(lost(line(2, Booking.Kind.SETTLE, "a", DEMO)))).isEmpty();
  }

  @Test
  void deposits_are_no_bookings_of_requests() {
    assertThat(losses.of(lost(line(1, Booking.Kind.FUND, "deposit", DEMO)))).isEmpty();
  }

  @Test
  void each_project_has_its_own_losses() {
    assertThat(
            losses.of(
                lost(
                    line(1, Booking.Kind.SETTLE, "a", OTHER),
                    line(2, Booking.Kind.SETTLE, "a", DEMO))))
        .containsExactly(new Loss(DEMO, 1, Money.ZERO), new Loss(OTHER, 1, Money.ZERO));
  }

  @Test
  void a_dollar_that_two_regions_notice_is_overspent_once() {
    assertThat(losses.of(overspent(DEMO, 10))).containsExactly(new Loss(DEMO, 0, new Money(10)));
    assertThat(losses.of(overspent(DEMO, 8))).isEmpty();
    assertThat(losses.of(overspent(DEMO, 10))).isEmpty();
    assertThat(losses.of(overspent(DEMO, 13))).containsExactly(new Loss(DEMO, 0, new Money(3)));
    assertThat(losses.of(overspent(OTHER, 1))).containsExactly(new Loss(OTHER, 0, new Money(1)));
  }
}
