/// The shell of the console: the window, the frame around the rooms, and what starts it all.
///
/// It knows every room of the console; no room knows the shell. Key strokes, the gateway and its
/// snapshots enter; the room on screen is shown each of them.
package meridian.console.shell;
