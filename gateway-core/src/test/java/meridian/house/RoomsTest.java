package meridian.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Keeps ARCHITECTURE.md's "Who may know whom" true for the gateway's own classes (not its tests).
final class RoomsTest {
  private static final DescribedPredicate<JavaAccess<?>> HAS_NO_SEED =
      DescribedPredicate.describe(
          "without a seed",
          access ->
              access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                  && unit.getRawParameterTypes().isEmpty());

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("meridian");

  @Test
  void the_gateway_was_found() {
    assertThat(GATEWAY.contain("meridian.control.Main")).isTrue();
  }

  @Test
  void every_class_is_in_a_room_of_the_plan() {
    for (JavaClass each : GATEWAY) {
      assertThat(Rooms.of(each).flatMap(Rooms::floor))
          .as("the floor of %s: expected its room in meridian.house.Rooms", each.getName())
          .isPresent();
    }
  }

  @Test
  void rooms_see_only_the_floors_below_them_so_provider_keys_never_leave_origin() {
    classes().should(seeOnlyRoomsTheyMay()).check(GATEWAY);
  }

  @Test
  void only_live_reads_a_clock() {
    noClasses()
        .that(not(Rooms.in("live")))
        .should()
        .accessTargetWhere(
            target(type(System.class), "currentTimeMillis|nanoTime")
                .or(target(resideInAnyPackage("java.time"), "now|system|systemUTC|tick.*"))
                .or(target(type(java.util.Date.class), "<init>"))
                .as("the system clock is read"))
        .because("decisions take now; only live knows the time")
        .check(GATEWAY);
  }

  @Test
  void only_live_and_the_kernel_touch_threads() {
    noClasses()
        .that(not(Rooms.in("live", "simulated")))
        .should()
        .accessTargetWhere(
            target(
                    assignableTo(Thread.class),
                    "sleep|start|startVirtualThread|ofVirtual|ofPlatform|<init>|onSpinWait|yield|join")
                .or(target(nested(Thread.class), ".*"))
                .or(target(type(Object.class), "wait|notify.*"))
                .or(target(type(java.util.concurrent.Executors.class), ".*"))
                .or(target(type(java.util.concurrent.TimeUnit.class), "sleep|timedJoin|timedWait"))
                .or(target(type(java.util.concurrent.locks.LockSupport.class), "park.*|unpark"))
                .or(
                    target(
                        type(java.util.concurrent.CompletableFuture.class),
                        ".*Async|orTimeout|delayedExecutor|completeOnTimeout"))
                .as("a thread is started or made to wait"))
        .because("gateway code forks and waits through the ports in time")
        .check(GATEWAY);
  }

  @Test
  void only_live_draws_chance_from_the_system() {
    noClasses()
        .that(not(Rooms.in("live")))
        .should()
        .dependOnClassesThat(assignableTo(Random.class))
        .orShould()
        .accessTargetWhere(
            target(type(Math.class).or(type(StrictMath.class)), "random")
                .or(target(type(java.util.random.RandomGenerator.class), "of|getDefault"))
                .or(target(type(java.util.random.RandomGeneratorFactory.class), ".*"))
                .or(target(type(java.util.SplittableRandom.class), "<init>").and(HAS_NO_SEED))
                .or(target(type(java.util.UUID.class), "randomUUID"))
                .or(target(type(java.util.Collections.class), "shuffle"))
                .as("chance is drawn"))
        .because("chance comes from Dice, so that one seed gives one run")
        .check(GATEWAY);
  }

  @Test
  void only_live_opens_sockets() {
    noClasses()
        .that(not(Rooms.in("live")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "java.nio.channels..",
                    "javax.net..",
                    "okhttp3..",
                    "okio..",
                    "org.eclipse.jetty..")
                .and(
                    not(
                        belongToAnyOf(
                            java.net.URI.class,
                            java.net.URISyntaxException.class,
                            java.net.URLEncoder.class,
                            java.net.URLDecoder.class)))
                .as("open sockets"))
        .because("nodes speak over the Network port")
        .check(GATEWAY);
  }

  /// The front desk may read configuration files.
  @Test
  void only_live_opens_files() {
    noClasses()
        .that(not(Rooms.in("live", "control")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..")
                .or(belongToAnyOf(File.class, java.io.RandomAccessFile.class))
                .or(DescribedPredicate.describe("are file streams", RoomsTest::isFileStream))
                .as("open files"))
        .because("files are the outside world")
        .check(GATEWAY);
  }

  @Test
  void only_wire_and_live_know_jackson() {
    noClasses()
        .that(not(Rooms.in("wire", "live")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson.."))
        .because("JSON becomes nouns in wire and nowhere else")
        .check(GATEWAY);
  }

  private static boolean isFileStream(JavaClass type) {
    return type.getPackageName().equals("java.io") && type.getSimpleName().startsWith("File");
  }

  /// A class nested in `outer`, such as a thread builder.
  private static DescribedPredicate<JavaClass> nested(Class<?> outer) {
    return DescribedPredicate.describe(
        "nested in " + outer.getSimpleName(),
        type -> type.getName().startsWith(outer.getName() + "$"));
  }

  /// Calls of, and references to, members of these classes whose name matches the regular
  /// expression.
  private static DescribedPredicate<JavaAccess<?>> target(
      DescribedPredicate<? super JavaClass> owners, String names) {
    return DescribedPredicate.describe(
        "use " + names,
        access ->
            access.getTarget().getName().matches(names)
                && owners.test(access.getTarget().getOwner()));
  }

  private static ArchCondition<JavaClass> seeOnlyRoomsTheyMay() {
    return new ArchCondition<>("see only the rooms on lower floors") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        String own = Rooms.of(user).orElseThrow();
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          Rooms.of(dependency.getTargetClass().getBaseComponentType())
              .filter(used -> !Rooms.maySee(own, used))
              .ifPresent(used ->
                  events.add(
                      SimpleConditionEvent.violated(
                          user,
                          room(own)
                              + " may not see "
                              + room(used)
                              + ": "
                              + dependency.getDescription())));
        }
      }
    };
  }

  private static String room(String name) {
    return name.isEmpty() ? "the root" : name;
  }
}
