package meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The floor plan itself, read aloud.
final class RoomsPlanTest {
  @Test
  void provider_keys_never_leave_origin() {
    assertThat(Rooms.maySee("edge", "provider")).isFalse();
    assertThat(Rooms.maySee("edge", "origin")).isFalse();
    assertThat(Rooms.maySee("origin", "provider")).isTrue();
  }

  @Test
  void edge_and_origin_meet_only_over_the_network() {
    assertThat(Rooms.maySee("origin", "edge")).isFalse();
    assertThat(Rooms.maySee("edge", "network")).isTrue();
    assertThat(Rooms.maySee("origin", "network")).isTrue();
  }

  @Test
  void the_two_worlds_do_not_know_each_other() {
    assertThat(Rooms.maySee("live", "simulated")).isFalse();
    assertThat(Rooms.maySee("simulated", "live")).isFalse();
    assertThat(Rooms.maySee("control", "live")).isTrue();
    assertThat(Rooms.maySee("control", "simulated")).isTrue();
  }

  @Test
  void a_room_outside_the_plan_sees_nothing() {
    assertThat(Rooms.maySee("attic", "time")).isFalse();
    assertThat(Rooms.maySee("control", "attic")).isFalse();
  }

  @Test
  void nouns_know_no_room() {
    assertThat(Rooms.maySee("", "time")).isFalse();
  }
}
