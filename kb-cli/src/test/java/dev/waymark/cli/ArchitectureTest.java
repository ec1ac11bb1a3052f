package dev.waymark.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: data goes one way, and a third party's types stop at one package. */
class ArchitectureTest {
  private static final String ROOT = "dev.waymark";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** What each package may import of ours; a package that isn't listed may not be there. */
  private static final Map<String, List<String>> DIRECTIONS = directions();

  private static Map<String, List<String>> directions() {
    Map<String, List<String>> directions = new TreeMap<>();
    directions.put("model.source", List.of());
    directions.put("model.table", List.of());
    directions.put("model.value", List.of());
    directions.put("model.entry", List.of("model.source", "model.table", "model.value"));
    directions.put(
        "model.run", List.of("model.source", "model.table", "model.value", "model.entry"));
    directions.put("model.incident", List.of("model.."));
    directions.put(
        "runbooks.markdown",
        List.of("model.source", "model.entry", "kql.syntax", "runbooks.fence"));
    directions.put("runbooks.parse", List.of("model..", "runbooks.fence", "runbooks.markdown"));
    directions.put("kql..", List.of("model..", "kql.."));
    directions.put("runbooks.paste", List.of("model.source", "model.table"));
    directions.put("runbooks.fence..", List.of("model..", "kql..", "runbooks.paste"));
    directions.put("runbooks.condition", List.of("model.."));
    directions.put("runbooks.alert", List.of("model..", "runbooks.condition"));
    directions.put("runbooks.tree", List.of("model..", "runbooks.condition", "kql"));
    directions.put(
        "runbooks.compile",
        List.of("model..", "runbooks.condition", "runbooks.fence..", "kql..", "runbooks.tree"));
    directions.put("runbooks.lint", List.of("model.."));
    directions.put(
        "runbooks.query",
        List.of("model..", "runbooks.fence", "runbooks.paste", "kql..", "runbooks.tree"));
    directions.put(
        "runbooks.run",
        List.of(
            "model..", "runbooks.condition", "runbooks.paste", "runbooks.query", "runbooks.tree"));
    directions.put("runbooks.record", List.of("model..", "runbooks.run", "runbooks.tree"));
    directions.put(
        "runbooks.scenario",
        List.of(
            "model..",
            "runbooks.condition",
            "runbooks.fence..",
            "runbooks.paste",
            "kql..",
            "runbooks.query",
            "runbooks.run",
            "runbooks.tree"));
    directions.put("cli.generator", List.of("model.."));
    directions.put(
        "runbooks.write",
        List.of("model..", "runbooks.fence", "runbooks.markdown", "runbooks.run", "runbooks.tree"));
    directions.put(
        "cli.stub",
        List.of(
            "model..",
            "runbooks.fence..",
            "kql..",
            "runbooks.query",
            "runbooks.scenario",
            "runbooks.tree"));
    directions.put("runbooks.draw", List.of("model..", "runbooks.condition", "runbooks.tree"));
    directions.put(
        "runbooks",
        List.of(
            "model..",
            "runbooks.compile",
            "kql..",
            "runbooks.lint",
            "runbooks.markdown",
            "runbooks.parse",
            "runbooks.scenario",
            "runbooks.tree"));
    directions.put("sources.live", List.of("model..", "runbooks.fence", "runbooks.query"));
    directions.put(
        "sources.azure", List.of("model..", "runbooks.fence..", "runbooks.query", "sources.live"));
    directions.put("sources.probe", List.of("model..", "runbooks.fence..", "runbooks.query"));
    directions.put("sources.command", List.of("model..", "runbooks.fence..", "runbooks.query"));
    directions.put(
        "cli", List.of("model..", "kql..", "runbooks..", "sources..", "cli.generator", "cli.stub"));
    return directions;
  }

  @Test
  void sawTheClasses() {
    assertThat(CLASSES).hasSizeGreaterThan(300);
  }

  @Test
  void everyPackageHasADirection() {
    List<String> unlisted =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> DIRECTIONS.keySet().stream().noneMatch(listed -> matches(listed, name)))
            .distinct()
            .toList();
    assertThat(unlisted).isEmpty();
  }

  private static boolean matches(String listed, String packageName) {
    String full = ROOT + "." + listed;
    return full.endsWith("..")
        ? packageName.equals(full.substring(0, full.length() - 2))
            || packageName.startsWith(full.substring(0, full.length() - 1))
        : packageName.equals(full);
  }

  @Test
  void packagesImportOnlyInTheirDirections() {
    DIRECTIONS.forEach(
        (name, allowed) -> {
          String[] packages =
              allowed.stream().map(other -> ROOT + "." + other).toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage(ROOT + "." + name)
              .should()
              .onlyDependOnClassesThat(
                  not(resideInAPackage(ROOT + ".."))
                      .or(resideInAPackage(ROOT + "." + name))
                      .or(resideInAnyPackage(packages)))
              .allowEmptyShould(true)
              .as(name + " imports of ours only " + allowed.stream().collect(joining(", ")))
              .check(CLASSES);
        });
  }

  @Test
  void noCyclesAtAnyDepth() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.vladsch.flexmark.., runbooks.markdown",
    "org.owasp.., runbooks.markdown",
    "dev.cel.., runbooks.condition",
    "com.azure.., sources.azure",
    "reactor.., sources.azure",
    "org.bouncycastle.., cli.stub",
    "org.eclipse.elk.., runbooks.draw",
    "com.github.difflib.., runbooks.write",
    "picocli.., cli"
  })
  void thirdPartiesStopAtOnePackage(String thirdParty, String at) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + at)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(thirdParty)
        .check(CLASSES);
  }

  @Test
  void theModelKnowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".model..", "java..", "org.jspecify.annotations")
        .check(CLASSES);
  }

  /** {@code SchemaReader} reads a folder's files, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model..",
        "runbooks.markdown",
        "runbooks.parse",
        "kql..",
        "runbooks.condition",
        "runbooks.fence..",
        "runbooks.tree",
        "runbooks.compile",
        "cli.generator",
        "runbooks.run",
        "runbooks.record",
        "runbooks.alert",
        "runbooks.draw",
        "runbooks.lint",
        "runbooks.paste",
        "runbooks.query",
        "runbooks.write"
      })
  void purePackagesKnowNoTimeAndNoWorld(String pure) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + pure)
        .and()
        .doNotHaveSimpleName("SchemaReader")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, java.nio.file.Files.class, java.io.File.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http", "java.nio.channels", "javax.net..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(java.net.Socket.class, java.net.URLConnection.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /**
   * {@code Budget} ends the query of an interrupted thread. {@code BoundedParser} needs a deeper
   * stack than its caller's. {@code KindRegistry} asks the thread for its class loader.
   */
  @ParameterizedTest
  @ValueSource(strings = {"kql..", "model..", "runbooks.."})
  void purePackagesKnowNoThread(String pure) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + pure)
        .and()
        .resideOutsideOfPackages(ROOT + ".runbooks", ROOT + ".runbooks.scenario")
        .and()
        .doNotHaveSimpleName("Budget")
        .and()
        .doNotHaveSimpleName("BoundedParser")
        .and()
        .doNotHaveSimpleName("KindRegistry")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Executors.class, ExecutorService.class)
        .check(CLASSES);
  }

  /** {@code Budget} keeps a query's time limit. */
  @ParameterizedTest
  @ValueSource(strings = {"kql..", "model..", "runbooks.."})
  void purePackagesKnowNoTimeThatWorkTakes(String pure) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + pure)
        .and()
        .resideOutsideOfPackages(ROOT + ".runbooks", ROOT + ".runbooks.scenario")
        .and()
        .doNotHaveSimpleName("Budget")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.management")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(CLASSES);
  }
}
