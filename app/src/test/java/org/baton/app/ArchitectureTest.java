package org.baton.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the table of who may depend on whom. */
@AnalyzeClasses(packages = "org.baton", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] JDK = {"java..", "javax.crypto..", "org.jspecify..", "org.slf4j.."};

    @ArchTest
    static final ArchRule modules = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.baton..")
            .layer("processes")
            .definedBy("org.baton.processes..")
            .layer("domain")
            .definedBy("org.baton.domain..")
            .layer("rules")
            .definedBy("org.baton.rules..")
            .layer("connectors")
            .definedBy("org.baton.connectors..")
            .layer("workers")
            .definedBy("org.baton.workers..")
            .layer("app")
            .definedBy("org.baton.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("workers")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("connectors")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("domain")
            .mayOnlyBeAccessedByLayers("rules", "connectors", "workers", "app")
            .whereLayer("processes")
            .mayOnlyBeAccessedByLayers("workers", "app");

    @ArchTest
    static final ArchRule processesKnowTheJdkAlone = classes()
            .that()
            .resideInAPackage("org.baton.processes..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                    .or(resideInAnyPackage("org.baton.processes..", "javax.xml..", "org.w3c.dom..", "org.xml.sax..")));

    @ArchTest
    static final ArchRule domainKnowsNoEngineNoRulesNoWebNoVendor = classes()
            .that()
            .resideInAPackage("org.baton.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                    .or(resideInAnyPackage(
                            "org.baton.domain..",
                            "org.springframework.boot.context.properties..",
                            "org.springframework.context..",
                            "org.springframework.dao..",
                            "org.springframework.data..",
                            "org.springframework.jdbc..",
                            "org.springframework.stereotype..",
                            "org.springframework.transaction..",
                            "com.fasterxml.jackson.annotation..",
                            "com.samskivert.mustache..",
                            "org.postgresql..",
                            "tools.jackson..")));

    @ArchTest
    static final ArchRule vendorsDoNotKnowEachOther =
            slices().matching("org.baton.connectors.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule workersHoldNoSqlAndNoHttp = noClasses()
            .that()
            .resideInAPackage("org.baton.workers..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.springframework.jdbc..", "java.sql..", "java.net.http..", "org.springframework.web.."));

    @ArchTest
    static final ArchRule capabilitiesFormNoCircle =
            slices().matching("org.baton.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule orderKnowsNoOtherCapability = capability("order", "engine");

    @ArchTest
    static final ArchRule inventoryKnowsNoOtherCapability = capability("inventory");

    @ArchTest
    static final ArchRule routingKnowsInventoryAndOrder = capability("routing", "inventory", "order");

    @ArchTest
    static final ArchRule fulfilmentKnowsRoutingInventoryAndOrder =
            capability("fulfilment", "routing", "inventory", "order", "engine", "followup");

    @ArchTest
    static final ArchRule paymentKnowsFulfilmentAndOrder = capability("payment", "fulfilment", "order");

    @ArchTest
    static final ArchRule notificationKnowsWhatItTellsOf =
            capability("notification", "fulfilment", "inventory", "order", "engine");

    @ArchTest
    static final ArchRule webhookKnowsWhatItTellsOf = capability("webhook", "inventory", "order");

    @ArchTest
    static final ArchRule rulebookKnowsNoOtherCapability = capability("rulebook");

    @ArchTest
    static final ArchRule promiseKnowsHowOrdersAreFulfilled =
            capability("promise", "fulfilment", "routing", "inventory", "order");

    @ArchTest
    static final ArchRule incidentKnowsWhatCanBeStuck = capability("incident", "followup", "order", "engine");

    @ArchTest
    static final ArchRule followUpsKnowNoCapability = capability("followup");

    @ArchTest
    static final ArchRule operationsKnowsWhatItBringsBack =
            capability("operations", "notification", "fulfilment", "inventory", "order", "engine");

    private static ArchRule capability(String name, String... others) {
        var own = resideInAnyPackage("org.baton.domain.common..", "org.baton.domain." + name + "..");
        var allowed = own;
        for (var other : others) {
            allowed = allowed.or(resideInAPackage("org.baton.domain." + other + ".."));
        }
        return classes()
                .that()
                .resideInAPackage("org.baton.domain." + name + "..")
                .should()
                .onlyDependOnClassesThat(allowed.or(not(resideInAPackage("org.baton.."))));
    }
}
