/// What one sitting at the console keeps between rooms: where the operator is and what is selected.
///
/// It owns the doors between rooms ([meridian.console.session.Navigation]), so that rooms can be
/// left for one another without knowing each other.
package meridian.console.session;
