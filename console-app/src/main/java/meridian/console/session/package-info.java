/// What a room of the console is told and may ask for, and how the console was started.
///
/// It owns [meridian.console.session.Room], the [meridian.console.session.Desk] every room is given
/// and the arguments of the command line. Rooms see this and never the shell.
package meridian.console.session;
