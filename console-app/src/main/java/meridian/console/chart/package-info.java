/// Charts painted on canvases, from arrays and records.
///
/// [meridian.console.chart.CanvasChart] keeps the promises all share: painted at most once a pulse
/// and only when something changed, nothing while hidden, on whole device pixels, focusable and
/// described in words. Values enter; pictures leave, also as PNG and CSV.
package meridian.console.chart;
