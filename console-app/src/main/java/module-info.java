/// The console: a desktop window on a gateway that is embedded, simulated, recorded or elsewhere.
@org.jspecify.annotations.NullMarked
module meridian.console {
  requires atlantafx.base;
  requires javafx.base;
  requires javafx.controls;
  requires javafx.graphics;
  requires java.desktop;
  requires java.management;
  requires java.prefs;
  requires javafx.swing;
  requires meridian.gateway;
  requires org.controlsfx.controls;
  requires static org.jspecify;
  requires org.kordamp.ikonli.core;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;

  exports meridian.console.shell to
      javafx.graphics;
}
