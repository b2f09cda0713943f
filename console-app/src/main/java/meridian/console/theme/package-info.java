/// How the console looks: colours, fonts, style sheets, light and dark.
///
/// One style sheet per theme names every colour ([meridian.console.theme.Palette] reads it for the
/// canvases, so nothing is defined twice); one sheet gives controls their shape. The chosen
/// [meridian.console.theme.Theme] enters; style sheets on every window and a palette leave.
package meridian.console.theme;
