package meridian.console.keys;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import meridian.ProjectId;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.control.Tenants;
import org.kordamp.ikonli.feather.Feather;

/// The table of projects: what each may spend and send, and how its answers are cached.
final class ProjectsCard {
  private static final double ROW = 28;
  private static final int MOST_ROWS = 6;

  private final KeysModel model;
  private final VBox card = new VBox();

  private boolean isFilling;

  /// @param choose is told which project was selected
  ProjectsCard(KeysModel model, Consumer<ProjectId> choose) {
    this.model = model;
    TableView<Tenants.Project> table = new TableView<>();
    fill(table);
    table.setId("project-table");
    table.setAccessibleText("Projects");
    table.setFixedCellSize(ROW);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(
        Parts.empty(Feather.USERS, KeysWords.NO_PROJECTS, KeysWords.NO_PROJECTS_HOW));
    add(table, "Project", 130, false, project -> project.id().name());
    add(table, "Cache", 110, false, ProjectsCard::cache);
    add(table, "Semantic", 110, false, project -> SemanticWords.brief(project.semantic()));
    add(table, "Stale", 70, false, Tenants.Project::stale);
    add(table, "Zone", 70, false, project -> project.zone().isEmpty() ? "none" : project.zone());
    add(table, "Provider keys", 110, false, ProjectsCard::providerKeys);
    add(
        table,
        "Balance left",
        110,
        true,
        project -> project.balance().map(Figures::money).orElse("no limit"));
    add(table, "Requests/min", 110, true, project -> limit(project.limits().requests()));
    add(table, "Tokens/min", 110, true, project -> limit(project.limits().tokens()));
    add(table, "Per key", 150, true, ProjectsCard::perKey);
    add(table, "Keys", 60, true, project -> Figures.count(this.model.usableKeys(project)));
    table.setMinHeight(ROW * 2 + 6);
    table
        .prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> ROW * (1 + Math.clamp(model.projects().size(), 3, MOST_ROWS)) + 6,
                model.projects()));
    model.projects().addListener((ListChangeListener<Tenants.Project>) _ -> fill(table));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, project) -> {
          if (!isFilling && project != null) {
            choose.accept(project.id());
          }
        });
    model.keys().addListener((ListChangeListener<KeyLine>) _ -> table.refresh());
    card.getStyleClass().addAll("card", "flush");
    card.getChildren().addAll(bar(), table);
    card.setMinHeight(VBox.USE_PREF_SIZE);
  }

  VBox node() {
    return card;
  }

  /// A row stays selected while its figures change.
  private void fill(TableView<Tenants.Project> table) {
    isFilling = true;
    Optional<ProjectId> selected =
        Optional.ofNullable(table.getSelectionModel().getSelectedItem()).map(Tenants.Project::id);
    table.getItems().setAll(model.projects());
    table.getSelectionModel().clearSelection();
    for (Tenants.Project project : table.getItems()) {
      if (selected.filter(project.id()::equals).isPresent()) {
        table.getSelectionModel().select(project);
      }
    }
    isFilling = false;
  }

  private static HBox bar() {
    HBox bar =
        Parts.line(
            10,
            Parts.label("Projects", "heading"),
            Parts.label(
                "Policies and limits come from the configuration; select a project for its semantic"
                    + " cache",
                "caption"));
    bar.getStyleClass().add("bar-line");
    return bar;
  }

  private static String cache(Tenants.Project project) {
    return project.cache().equals("off")
        ? "off"
        : project.cache().replace('_', ' ') + ", " + Figures.age(project.softTtl().toNanos());
  }

  /// Whose keys its calls go with at the providers; its own by the providers' names.
  private static String providerKeys(Tenants.Project project) {
    return project.ownKeys().isEmpty()
        ? "the gateway's"
        : "own: " + String.join(", ", project.ownKeys());
  }

  private static String limit(Optional<Long> limit) {
    return limit.map(Figures::count).orElse("no limit");
  }

  private static String perKey(Tenants.Project project) {
    Tenants.Limits each = project.perKey();
    if (each.requests().isEmpty() && each.tokens().isEmpty()) {
      return "no limit";
    }
    String requests = each.requests().map(limit -> Figures.count(limit) + " req").orElse("");
    String tokens = each.tokens().map(limit -> Figures.count(limit) + " tok").orElse("");
    return requests.isEmpty() || tokens.isEmpty() ? requests + tokens : requests + ", " + tokens;
  }

  private static void add(
      TableView<Tenants.Project> table,
      String title,
      double width,
      boolean isNumber,
      Function<Tenants.Project, String> text) {
    TableColumn<Tenants.Project, String> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setMinWidth(50);
    if (isNumber) {
      column.getStyleClass().add("number");
    }
    table.getColumns().add(column);
  }
}
