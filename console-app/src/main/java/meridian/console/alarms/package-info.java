/// Alarms where people see them, over every room: a badge in the top bar, one banner for the most
/// severe, a list.
///
/// Raised alarms of a snapshot enter; what an operator does about one leaves through the desk: go
/// and look, acknowledge, snooze.
package meridian.console.alarms;
