package meridian.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meridian.edge.Client;
import meridian.simulated.planted.GatewayLogic;
import org.junit.jupiter.api.Test;

/// One gateway, two worlds: the simulated one adds no gateway logic. It stands behind the ports of
/// time, plays the clients, judges; whatever decides about a request is made by the same wiring as
/// in the live world.
///
/// Each rule is tried on a planted violation.
final class OneGatewayTest {
  /// Rooms whose classes decide about requests, keys, money and ways.
  private static final Set<String> DECIDING =
      Set.of(
          "fingerprint",
          "network",
          "cache",
          "kv",
          "semantic",
          "provider",
          "ledger",
          "edge",
          "origin");

  /// What stands for the world outside in one of the two wirings alone.
  private static final Set<String> OUTSIDE = Set.of("meridian.semantic.ModelledEmbedder");

  private static final String LIVE = "meridian.control.EmbeddedGateway";
  private static final String SIMULATED = "meridian.control.SimulatedWorld";

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(
              location -> !location.contains("lanted") && !location.contains("/house/"))
          .importPackages("meridian");

  private static final DescribedPredicate<JavaClass> ARE_DECIDING =
      DescribedPredicate.describe(
          "decide for the gateway", type -> isDeciding(type) && !type.isEquivalentTo(Client.class));

  private static final ArchRule SIMULATED_IS_NO_PART =
      noClasses()
          .that(Rooms.in("simulated"))
          .should(
              new com.tngtech.archunit.lang.ArchCondition<>("extend or implement gateway parts") {
                @Override
                public void check(
                    JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                  type.getAllRawInterfaces().stream()
                      .filter(ARE_DECIDING)
                      .forEach(part -> events.add(satisfied(type, part)));
                  type.getAllRawSuperclasses().stream()
                      .filter(ARE_DECIDING)
                      .forEach(part -> events.add(satisfied(type, part)));
                }
              });

  private static final ArchRule SIMULATED_MAKES_NO_PART =
      noClasses()
          .that(Rooms.in("simulated"))
          .should()
          .callConstructorWhere(
              DescribedPredicate.describe(
                  "makes a part of the gateway", call -> isPart(call.getTargetOwner())));

  private static final ArchRule NOBODY_KNOWS_THE_SIMULATION =
      noClasses()
          .that(DescribedPredicate.not(Rooms.in("simulated", "control", "claims")))
          .should()
          .dependOnClassesThat(Rooms.in("simulated"));

  private static com.tngtech.archunit.lang.ConditionEvent satisfied(
      JavaClass type, JavaClass part) {
    return com.tngtech.archunit.lang.SimpleConditionEvent.satisfied(
        type, type.getName() + " is a " + part.getName());
  }

  private static boolean isDeciding(JavaClass type) {
    return Rooms.of(type).filter(DECIDING::contains).isPresent();
  }

  /// Whether objects of it do something; records, enums and exceptions are values.
  private static boolean isPart(JavaClass type) {
    return isDeciding(type)
        && !type.isRecord()
        && !type.isEnum()
        && !type.isAssignableTo(Throwable.class);
  }

  private static JavaClasses with(Class<?>... planted) {
    Set<Class<?>> all = new java.util.LinkedHashSet<>(List.of(planted));
    GATEWAY.forEach(each -> all.add(each.reflect()));
    return new ClassFileImporter().importClasses(all);
  }

  @Test
  void nothing_simulated_is_a_part_of_the_gateway() {
    SIMULATED_IS_NO_PART.check(GATEWAY);
    assertThat(SIMULATED_IS_NO_PART.evaluate(with(GatewayLogic.class)).hasViolation()).isTrue();
  }

  @Test
  void nothing_simulated_makes_a_part_of_the_gateway() {
    SIMULATED_MAKES_NO_PART.check(GATEWAY);
    assertThat(SIMULATED_MAKES_NO_PART.evaluate(with(GatewayLogic.class)).hasViolation()).isTrue();
  }

  @Test
  void no_room_of_the_gateway_knows_the_simulation() {
    NOBODY_KNOWS_THE_SIMULATION.check(GATEWAY);
  }

  @Test
  void both_worlds_wire_the_same_nodes() throws Exception {
    for (String world : List.of(LIVE, SIMULATED)) {
      assertThat(GATEWAY.get(world).getMethodCallsFromSelf())
          .as(world)
          .anyMatch(call ->
              call.getTargetOwner().getName().equals("meridian.control.Nodes")
                  && call.getName().equals("build"));
    }
    Set<String> more = made(GATEWAY.get(SIMULATED));
    more.removeAll(made(GATEWAY.get(LIVE)));
    more.removeAll(OUTSIDE);
    assertThat(more).as("made by the simulated wiring alone").isEmpty();
    assertThat(made(GATEWAY.get("meridian.control.RegionWiring")))
        .as("made by the wiring that both share")
        .contains("meridian.origin.Origin");
  }

  /// A class of the front desk that makes parts is one that a live gateway is wired with, too.
  @Test
  void no_class_of_the_front_desk_makes_parts_for_simulations_alone() throws Exception {
    assertThat(madeForSimulationsAlone(GATEWAY)).isEmpty();
    Class<?> planted = Class.forName("meridian.control.PlantedWiring");
    assertThat(madeForSimulationsAlone(with(planted)))
        .containsExactly("meridian.control.PlantedWiring makes meridian.cache.EntryStore");
  }

  private static Set<String> madeForSimulationsAlone(JavaClasses all) {
    Set<JavaClass> shared = reachable(all.get(LIVE));
    Set<String> alone = new TreeSet<>();
    for (JavaClass type : all) {
      boolean isDesk = Rooms.of(type).filter("control"::equals).isPresent();
      if (isDesk && !shared.contains(type) && !type.getName().equals(SIMULATED)) {
        made(type).forEach(part -> alone.add(type.getName() + " makes " + part));
      }
    }
    return alone;
  }

  /// Classes of the front desk that a class needs, itself included; not by way of the command line.
  private static Set<JavaClass> reachable(JavaClass from) {
    Set<JavaClass> seen = new java.util.LinkedHashSet<>(List.of(from));
    Deque<JavaClass> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      next.pop()
          .getDirectDependenciesFromSelf()
          .forEach(dependency -> {
            JavaClass target = dependency.getTargetClass();
            if (Rooms.of(target).filter("control"::equals).isPresent()
                && !target.getName().equals("meridian.control.Main")
                && seen.add(target)) {
              next.push(target);
            }
          });
    }
    return seen;
  }

  private static Set<String> made(JavaClass type) {
    Set<String> made = new TreeSet<>();
    for (JavaConstructorCall call : type.getConstructorCallsFromSelf()) {
      if (isPart(call.getTargetOwner())) {
        made.add(call.getTargetOwner().getName());
      }
    }
    return made;
  }
}
