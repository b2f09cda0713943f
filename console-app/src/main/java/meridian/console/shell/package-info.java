/// The shell of the console: the window, and what starts it.
///
/// It knows every room of the console; no room knows the shell.
package meridian.console.shell;
