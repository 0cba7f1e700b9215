package org.baton.app.camunda;

import java.util.List;

/** What a start did with the shipped diagrams. */
public record DeploymentReport(List<String> deployed, int unchanged) {

    @Override
    public String toString() {
        String news = deployed.isEmpty() ? "none to deploy" : deployed.size() + " deployed";
        return news + ", " + unchanged + " unchanged since Baton last deployed them";
    }
}
