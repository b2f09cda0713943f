package meridian.console.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/// Keeps ARCHITECTURE.md's "Who may know whom" true for the console's own classes (not its tests).
final class RoomsTest {
  private static final String CONSOLE = "meridian.console.";

  /// What rooms share; everything else under `meridian.console` is a room of its own.
  private static final Set<String> FURNITURE =
      Set.of("feed", "chart", "format", "theme", "session");

  private static final Set<String> GATEWAY =
      Set.of(
          "meridian",
          "meridian.control",
          "meridian.cost",
          "meridian.scenario",
          "meridian.telemetry",
          "meridian.claims");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("meridian.console");

  @Test
  void the_console_was_found() {
    assertThat(CLASSES.contain("meridian.console.shell.ConsoleApp")).isTrue();
  }

  @Test
  void rooms_never_know_each_other() {
    classes()
        .should(see("only themselves and the furniture", RoomsTest::maySeeRoom))
        .check(CLASSES);
  }

  @Test
  void the_console_knows_only_the_front_of_the_gateway() {
    classes().should(see("only what the gateway shows", RoomsTest::maySeeGateway)).check(CLASSES);
  }

  @Test
  void only_feed_posts_to_the_toolkit_thread() {
    noClasses()
        .that()
        .resideOutsideOfPackage("meridian.console.feed..")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "Platform.runLater is called or referred to",
                access ->
                    access.getTargetOwner().isEquivalentTo(Platform.class)
                        && access.getTarget().getName().equals("runLater")))
        .because("one pulse per frame carries everything that is new")
        .check(CLASSES);
  }

  private static boolean maySeeRoom(JavaClass user, JavaClass used) {
    if (!isConsole(used)) {
      return true;
    }
    String own = room(user);
    String other = room(used);
    return own.equals("shell") || own.equals(other) || FURNITURE.contains(other);
  }

  private static boolean maySeeGateway(JavaClass user, JavaClass used) {
    String name = used.getPackageName();
    boolean isGateway =
        name.equals("meridian") || (name.startsWith("meridian.") && !isConsole(used));
    return !isGateway || GATEWAY.contains(name);
  }

  private static boolean isConsole(JavaClass type) {
    return type.getPackageName().startsWith(CONSOLE);
  }

  private static String room(JavaClass type) {
    String below = type.getPackageName().substring(CONSOLE.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  /// Whether one class may name another.
  private interface Sight {
    boolean allows(JavaClass user, JavaClass used);
  }

  private static ArchCondition<JavaClass> see(String what, Sight sight) {
    return new ArchCondition<>("see " + what) {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          if (!sight.allows(user, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
          }
        }
      }
    };
  }
}
