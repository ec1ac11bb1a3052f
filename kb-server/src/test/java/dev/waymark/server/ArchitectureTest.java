package dev.waymark.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.server.store.Jdbc;
import jakarta.persistence.Entity;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom in the server: routes and pages in front of features, features in one order.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.waymark.server";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** The server's classes and those of the modules that it is built on. */
  private static final JavaClasses EVERY_CLASS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.waymark");

  /** What each package of a feature or below the features may import of ours. */
  private static final Map<String, List<String>> DIRECTIONS = directions();

  private static Map<String, List<String>> directions() {
    Map<String, List<String>> directions = new TreeMap<>();
    directions.put("database", List.of());
    directions.put("postgres", List.of());
    directions.put("store", List.of());
    directions.put("webhook", List.of());
    directions.put("problem", List.of("database", "postgres"));
    directions.put("http", List.of("problem"));
    directions.put("schedule", List.of("database"));
    directions.put("event", List.of("store"));
    directions.put("audit", List.of("schedule", "store"));
    directions.put("account", List.of("audit", "database", "problem", "store"));
    directions.put("content", List.of("problem", "webhook"));
    directions.put("entry", List.of("content", "event", "problem", "store"));
    directions.put("forge", List.of("problem"));
    directions.put("live", List.of());
    directions.put(
        "run", List.of("database", "entry", "event", "live", "problem", "schedule", "store"));
    directions.put("integrity", List.of("content", "event", "problem", "run", "store"));
    directions.put("incident", List.of("database", "event", "problem", "run", "store"));
    directions.put(
        "question",
        List.of(
            "audit",
            "database",
            "entry",
            "event",
            "incident",
            "problem",
            "run",
            "schedule",
            "store"));
    directions.put(
        "alert", List.of("entry", "event", "incident", "problem", "schedule", "store", "webhook"));
    directions.put("notify", List.of("problem", "schedule", "store", "webhook"));
    directions.put("review", List.of("event", "incident", "problem", "run", "store"));
    directions.put(
        "lesson",
        List.of(
            "content",
            "entry",
            "event",
            "forge",
            "incident",
            "problem",
            "review",
            "run",
            "schedule",
            "store"));
    directions.put(
        "search",
        List.of(
            "account",
            "database",
            "entry",
            "event",
            "incident",
            "lesson",
            "problem",
            "run",
            "store"));
    directions.put(
        "start", List.of("account", "content", "integrity", "postgres", "problem", "store"));
    return directions;
  }

  /** What stands in front of the features: their routes and pages, and what these share. */
  private static final List<String> FRONT = List.of("api", "web", "home", "(*).api", "(*).page");

  @Test
  void theClassesAreSeen() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
  }

  @Test
  void dependenciesGoOneWay() {
    DIRECTIONS.forEach(
        (name, allowed) ->
            classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(
                    not(resideInAPackage(ROOT + ".."))
                        .or(resideInAPackage(ROOT + "." + name))
                        .or(resideInAnyPackage(full(allowed))))
                .because(name + " may import " + allowed)
                .check(CLASSES));
  }

  @Test
  void everyPackageIsListed() {
    classes()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .resideInAnyPackage(full(DIRECTIONS.keySet()))
        .orShould()
        .resideInAnyPackage(full(FRONT))
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noTwoTypesShareAName() {
    Map<String, List<String>> types =
        EVERY_CLASS.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

    assertThat(types).hasSizeGreaterThan(1000);
    assertThat(types.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  @Test
  void onlyStoresKnowTheDatabase() {
    classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate().check(CLASSES);
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .haveSimpleNameNotEndingWith("Entity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(full(FRONT))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", ROOT + ".store")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store", ROOT + ".database")
        .and()
        .haveSimpleNameNotEndingWith("Store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postgresql..")
        .check(CLASSES);
    // The start asks a bare connection whether the schema is there.
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store", ROOT + ".database", ROOT + ".start")
        .and()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .haveSimpleNameNotEndingWith("Source")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sql..")
        .check(CLASSES);
  }

  @Test
  void recordsRunNoSql() {
    noClasses()
        .that()
        .areRecords()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Jdbc.class, Connection.class, DataSource.class)
        .check(CLASSES);
  }

  @Test
  void thirdPartiesStopAtOnePackage() {
    onlyIn("org.apache.commons.compress..", "postgres");
    onlyIn("org.tukaani..", "postgres");
    onlyIn("picocli..", "start");
    onlyIn("org.flywaydb..", "start");
    onlyIn("io.quarkus.elytron..", "account");
    onlyIn("com.nulabinc..", "account");
    onlyIn("org.eclipse.jgit..", "content");
    onlyIn("io.netty..", "http");
    onlyIn("io.quarkus.scheduler..", "schedule");
  }

  private static void onlyIn(String thirdParty, String owner) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + owner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(thirdParty)
        .check(CLASSES);
  }

  private static String[] full(Collection<String> names) {
    return names.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
  }
}
