package io.pinflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The arrows between our packages, and the names of tests. */
class ArchitectureTest {

  @AnalyzeClasses(packages = "io.pinflow", importOptions = ImportOption.DoNotIncludeTests.class)
  static class OfTheJobTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("io.pinflow")
            .layer("source")
            .definedBy("io.pinflow.source")
            .layer("cleaning")
            .definedBy("io.pinflow.cleaning")
            .layer("post")
            .definedBy("io.pinflow.post")
            .layer("insight")
            .definedBy("io.pinflow.insight")
            .layer("sink")
            .definedBy("io.pinflow.sink")
            .layer("delta")
            .definedBy("io.pinflow.delta")
            .layer("config")
            .definedBy("io.pinflow.config")
            .layer("record")
            .definedBy("io.pinflow.record")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("cleaning")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("post")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("insight")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("sink")
            .mayOnlyBeAccessedByLayers("root")
            // the meeting's rows name their table
            .whereLayer("delta")
            .mayOnlyBeAccessedByLayers("sink", "post")
            .whereLayer("record")
            .mayOnlyBeAccessedByLayers(
                "root", "source", "cleaning", "post", "insight", "sink", "config");

    @ArchTest
    static final ArchRule theDeltaSinkCouldBeLiftedOut =
        noClasses()
            .that()
            .resideInAPackage("io.pinflow.delta..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are ours and not of the sink",
                    type ->
                        type.getPackageName().startsWith("io.pinflow")
                            && !type.getPackageName().startsWith("io.pinflow.delta")));

    /** So no payload, no name of a person and no line break of theirs gets into the log. */
    @ArchTest
    static final ArchRule whatSeesPayloadsHasNoLog =
        noClasses()
            .that()
            .resideOutsideOfPackages("io.pinflow.delta..", "io.pinflow.source..")
            .or()
            .haveNameMatching(".*Envelope.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..")
            .orShould(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule flinksBundledLibrariesAreItsOwn =
        noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink.shaded..");
  }

  @AnalyzeClasses(packages = "io.pinflow", importOptions = ImportOption.OnlyIncludeTests.class)
  static class OfTheTestsTest {

    @ArchTest
    static final ArchRule testsEndInTestOrItCase =
        methods()
            .that()
            .areAnnotatedWith(Test.class)
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(".*(Test|ITCase)(\\$.*)?");
  }
}
