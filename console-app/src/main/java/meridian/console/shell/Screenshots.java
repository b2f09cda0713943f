package meridian.console.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import meridian.console.chart.Exports;
import meridian.console.session.Room;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;

/// Takes a picture of every room in both themes, after a few seconds of generated traffic.
///
/// The rooms are laid out in a scene of 1600 × 1000 that no window shows, so it works without a
/// display and at a size no headless window may have. Toolkit thread only.
final class Screenshots {
  /// Width of the pictures in pixels.
  static final int WIDTH = 1600;

  /// Height of the pictures in pixels.
  static final int HEIGHT = 1000;

  private final Shell shell;
  private final Path folder;
  private final Duration warmUp;
  private final Duration settle;
  private final Deque<Shot> shots = new ArrayDeque<>();

  /// @param warmUp how long traffic runs before the first picture
  Screenshots(Shell shell, Path folder, Duration warmUp) {
    this.shell = shell;
    this.folder = folder;
    this.warmUp = warmUp;
    this.settle = Duration.millis(700);
    for (Theme theme : Theme.values()) {
      for (Room room : shell.rooms()) {
        shots.add(new Shot(theme, room));
      }
    }
  }

  private record Shot(Theme theme, Room room) {
    String file() {
      return room.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
          + "-"
          + theme.label()
          + ".png";
    }
  }

  /// Takes them all, then calls `done` with nothing, or with what went wrong.
  void run(Consumer<Optional<String>> done) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      done.accept(
          Optional.of(
              "--screenshots: expected a folder that can be written, found " + folder + ": " + e));
      return;
    }
    Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
    shell.feed().poll();
    DemoTraffic.start(shell.desk());
    after(warmUp, () -> next(scene, done));
  }

  private void next(Scene scene, Consumer<Optional<String>> done) {
    if (shots.isEmpty()) {
      done.accept(Optional.empty());
      return;
    }
    Shot shot = shots.removeFirst();
    Themes.use(shot.theme());
    Themes.style(scene);
    shell.skipWelcome();
    shell.goTo(shot.room().title());
    // A first picture makes the room lay itself out; what it draws with the next snapshot is kept.
    scene.snapshot(null);
    after(
        settle,
        () -> {
          Path file = folder.resolve(shot.file());
          scene.snapshot(null);
          WritableImage image = scene.snapshot(null);
          try {
            Exports.writePng(image, file);
            System.out.println("wrote " + file);
          } catch (UncheckedIOException e) {
            done.accept(
                Optional.of("--screenshots: expected a folder that can be written, found " + e));
            return;
          }
          next(scene, done);
        });
  }

  private static void after(Duration wait, Runnable body) {
    PauseTransition pause = new PauseTransition(wait);
    pause.setOnFinished(_ -> body.run());
    pause.play();
  }
}
