package meridian.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.atlas.Rtt.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AtlasTest {
  private static final Atlas ATLAS = Atlas.load();

  @Test
  void the_world_is_large_enough_to_route_in() {
    assertThat(ATLAS.places()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(ATLAS.pops()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(ATLAS.defaultPops()).hasSizeGreaterThanOrEqualTo(34);
    assertThat(ATLAS.pops()).startsWith(ATLAS.defaultPops().toArray(PopId[]::new));
    assertThat(new HashSet<>(ATLAS.pops())).hasSameSizeAs(ATLAS.pops());
  }

  @Test
  void every_pop_and_every_region_stands_in_a_place() {
    for (PopId pop : ATLAS.pops()) {
      assertThat(ATLAS.findPlace(pop.code())).as(pop.code()).isPresent();
    }
    for (Region region : ATLAS.regions()) {
      assertThat(ATLAS.findPlace(region.place())).as(region.name()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SIN, BOM, 53, 58",
    "BOM, IAD, 185, 201",
    "BOM, FRA, 110, 140",
    "BOM, NRT, 122, 126",
    "BOM, GRU, 297, 304",
    "SIN, IAD, 211, 224"
  })
  void known_pairs_are_measured_and_within_what_both_matrices_say(
      String a, String b, double low, double high) {
    Rtt rtt = ATLAS.rtt(a, b);
    assertThat(rtt.millis()).isBetween(low, high);
    assertThat(rtt.provenance().isMeasured()).isTrue();
    assertThat(ATLAS.rtt(b, a)).isEqualTo(rtt);
  }

  @Test
  void azure_goes_before_aws_and_aws_before_the_estimate() {
    assertThat(ATLAS.rtt("SIN", "BOM")).isEqualTo(new Rtt(53, Provenance.MEASURED_AZURE));
    assertThat(ATLAS.rtt("BOM", "CMH")).isEqualTo(new Rtt(195.5, Provenance.MEASURED_AWS));
    assertThat(ATLAS.rtt("DEL", "BOM").provenance()).isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void a_pair_nobody_measured_is_estimated_from_its_distance() {
    Place a = ATLAS.place("LOS");
    Place b = ATLAS.place("BOG");
    assertThat(ATLAS.rtt("LOS", "BOG"))
        .isEqualTo(new Rtt(14.2 + 0.0159 * a.kilometresTo(b), Provenance.ESTIMATED));
  }

  @Test
  void within_one_city_two_milliseconds_are_assumed() {
    for (Place place : ATLAS.places()) {
      assertThat(ATLAS.rtt(place.code(), place.code())).isEqualTo(new Rtt(2, Provenance.ESTIMATED));
    }
  }

  @Test
  void every_pair_is_the_same_in_both_directions() {
    for (Place a : ATLAS.places()) {
      for (Place b : ATLAS.places()) {
        assertThat(ATLAS.rtt(a.code(), b.code())).isEqualTo(ATLAS.rtt(b.code(), a.code()));
      }
    }
  }

  @Test
  void a_client_beside_a_pop_goes_to_it() {
    for (PopId pop : ATLAS.pops()) {
      assertThat(ATLAS.nearestPop(pop.code(), ATLAS.pops())).isEqualTo(pop);
    }
  }

  @Test
  void the_nearest_pop_is_nearest_in_milliseconds() {
    List<PopId> pops = List.of(new PopId("SYD"), new PopId("SIN"), new PopId("FRA"));
    assertThat(ATLAS.nearestPop("BOM", pops)).isEqualTo(new PopId("SIN"));
    assertThat(ATLAS.nearestPop("AKL", pops)).isEqualTo(new PopId("SYD"));
    assertThat(ATLAS.nearestPop("BOM", pops.reversed())).isEqualTo(new PopId("SIN"));
  }

  @Test
  void equal_round_trips_are_settled_by_distance() {
    // Tokyo and Osaka are measured at the same time from Singapore; Osaka is nearer.
    List<PopId> pops = List.of(new PopId("NRT"), new PopId("KIX"));
    assertThat(ATLAS.rtt("SIN", "NRT").millis()).isEqualTo(ATLAS.rtt("SIN", "KIX").millis());
    assertThat(ATLAS.nearestPop("SIN", pops)).isEqualTo(new PopId("KIX"));
  }

  @Test
  void without_candidates_there_is_no_nearest_pop() {
    assertThatThrownBy(() -> ATLAS.nearestPop("SIN", List.of()))
        .hasMessageContaining("expected candidates");
  }

  @Test
  void a_zone_holds_in_its_countries_only() {
    Zone eu = ATLAS.zone("eu");
    assertThat(eu.mayHold(new PopId("FRA"))).isTrue();
    assertThat(eu.mayHold(new PopId("LHR"))).isFalse();
    assertThat(eu.mayHold(new PopId("ZRH"))).isFalse();
    assertThat(ATLAS.zone("in").mayHold(new PopId("BOM"))).isTrue();
    assertThat(ATLAS.zone("in").mayHold(new PopId("SIN"))).isFalse();
    assertThat(ATLAS.zones()).allSatisfy(zone -> assertThat(zone.pops()).isNotEmpty());
  }

  @Test
  void unknown_names_say_what_was_expected_and_found() {
    assertThatThrownBy(() -> ATLAS.place("XXX"))
        .hasMessageContaining("SIN")
        .hasMessageContaining("'XXX'");
    assertThatThrownBy(() -> ATLAS.zone("mars"))
        .hasMessageContaining("eu")
        .hasMessageContaining("'mars'");
    assertThatThrownBy(() -> ATLAS.region("moon-1")).hasMessageContaining("'moon-1'");
    assertThat(ATLAS.findPlace("XXX")).isEmpty();
  }

  @Test
  void regions_of_the_clouds_are_known_by_their_own_names() {
    assertThat(ATLAS.region("ap-south-1").place()).isEqualTo("BOM");
    assertThat(ATLAS.region("us-east-1").place()).isEqualTo("IAD");
    assertThat(ATLAS.region("southeastasia").place()).isEqualTo("SIN");
  }
}
