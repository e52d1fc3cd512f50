package io.tollkeeper.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layering of the whole project: domain, entity, then persistence and HTTP side by side, then the node. */
@AnalyzeClasses(packages = "io.tollkeeper", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String DOMAIN = "io.tollkeeper.engine.domain..";
  private static final String ENGINE = "io.tollkeeper.engine..";
  private static final String PERSISTENCE = "io.tollkeeper.persistence..";
  private static final String HTTP = "io.tollkeeper.http..";
  private static final String CONFIG = "io.tollkeeper.config..";

  @ArchTest
  static final ArchRule the_domain_is_plain_java = classes().that().resideInAPackage(DOMAIN)
      .should().onlyDependOnClassesThat().resideInAnyPackage("java..", DOMAIN, "org.jspecify..");

  @ArchTest
  static final ArchRule the_engine_knows_none_of_its_users = noClasses().that().resideInAPackage(ENGINE)
      .should().dependOnClassesThat().resideInAnyPackage(PERSISTENCE, HTTP, CONFIG);

  @ArchTest
  static final ArchRule the_engine_knows_no_sql_and_no_stripe = noClasses().that().resideInAPackage(ENGINE)
      .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "com.stripe..");

  @ArchTest
  static final ArchRule persistence_does_not_see_http = noClasses().that().resideInAPackage(PERSISTENCE)
      .should().dependOnClassesThat().resideInAnyPackage(HTTP, "com.stripe..");

  @ArchTest
  static final ArchRule http_does_not_see_persistence = noClasses().that().resideInAPackage(HTTP)
      .should().dependOnClassesThat().resideInAnyPackage(PERSISTENCE, "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule nobody_depends_on_the_node = noClasses().that().resideOutsideOfPackage(CONFIG)
      .should().dependOnClassesThat().resideInAPackage(CONFIG);
}
