package dev.waymark.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who may know whom in the server: pages and JSON over services over the store. */
class ArchitectureTest {
  private static final String ROOT = "dev.waymark.server";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** What each package may import of the server; a package that isn't listed may not be there. */
  private static final Map<String, List<String>> DIRECTIONS = directions();

  private static Map<String, List<String>> directions() {
    Map<String, List<String>> directions = new TreeMap<>();
    directions.put("http", List.of("problem"));
    directions.put("postgres", List.of());
    directions.put("database", List.of());
    directions.put("problem", List.of("database", "postgres"));
    directions.put("codec", List.of());
    directions.put("store", List.of());
    directions.put("audit", List.of("problem", "store"));
    directions.put("account", List.of("audit", "database", "problem", "store"));
    directions.put("webhook", List.of());
    directions.put("content", List.of("problem", "webhook"));
    directions.put("catalog", List.of("codec", "content", "problem", "store"));
    directions.put("forge", List.of("problem"));
    directions.put("live", List.of());
    directions.put("run", List.of("catalog", "codec", "database", "live", "problem", "store"));
    directions.put("integrity", List.of("codec", "content", "problem", "run", "store"));
    directions.put("incident", List.of("catalog", "codec", "database", "problem", "run", "store"));
    directions.put(
        "question", List.of("audit", "catalog", "codec", "database", "problem", "run", "store"));
    directions.put("alert", List.of("catalog", "incident", "problem", "store", "webhook"));
    directions.put("notify", List.of("database", "store", "webhook"));
    directions.put("review", List.of("incident", "problem", "run", "store"));
    directions.put(
        "lesson",
        List.of(
            "catalog",
            "codec",
            "content",
            "database",
            "forge",
            "incident",
            "problem",
            "review",
            "run",
            "store"));
    List<String> services =
        List.of(
            "account",
            "alert",
            "audit",
            "catalog",
            "content",
            "database",
            "http",
            "incident",
            "integrity",
            "lesson",
            "live",
            "postgres",
            "problem",
            "question",
            "review",
            "run",
            "search",
            "webhook");
    directions.put("api", services);
    directions.put("web", services);
    directions.put("search", List.of("account", "catalog", "codec", "database", "store"));
    directions.put(
        "start", List.of("account", "content", "integrity", "postgres", "problem", "store"));
    return directions;
  }

  @Test
  void theClassesAreSeen() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
  }

  @Test
  void dependenciesGoOneWay() {
    DIRECTIONS.forEach(
        (name, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(
                    resideInAPackage(ROOT + "..")
                        .and(
                            not(
                                resideInAnyPackage(
                                    allowedPackages(name, allowed).toArray(new String[0])))))
                .because(name + " may import " + allowed)
                .check(CLASSES));
  }

  @Test
  void everyPackageIsListed() {
    classes()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .resideInAnyPackage(
            DIRECTIONS.keySet().stream()
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheStoreHasEntitiesAndKeepsThem() {
    classes()
        .that()
        .areAnnotatedWith(Entity.class)
        .should()
        .resideInAPackage(ROOT + ".store")
        .andShould()
        .bePackagePrivate()
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store", ROOT + ".database")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postgresql..")
        .check(CLASSES);
    // The start asks a bare connection whether the schema is there.
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store", ROOT + ".database", ROOT + ".start")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sql..")
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

  private static List<String> allowedPackages(String name, List<String> allowed) {
    List<String> packages = new java.util.ArrayList<>();
    packages.add(ROOT + "." + name + "..");
    allowed.forEach(other -> packages.add(ROOT + "." + other + ".."));
    return packages;
  }
}
