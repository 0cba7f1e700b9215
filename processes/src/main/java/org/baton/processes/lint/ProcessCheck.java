package org.baton.processes.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** The process can be deployed and found: executable, with an id of its own that is also the file's name. */
final class ProcessCheck implements Check {

    private final String fileName;

    ProcessCheck(String fileName) {
        this.fileName = fileName;
    }

    @Override
    public void check(Model model, Findings findings) {
        List<Element> processes = model.processes();
        Set<String> ids = new HashSet<>();
        for (Element process : processes) {
            String id = process.getAttribute("id");
            if (!process.getAttribute("isExecutable").equals("true")) {
                findings.error(
                        process,
                        "The process is not executable. Tick \"Executable\" in the properties of the diagram.");
            }
            if (!ids.add(id)) {
                findings.error(process, "Two processes in this file have the id \"%s\". Give each its own.", id);
            }
        }
        if (processes.size() == 1 && !fileName.equals(processes.getFirst().getAttribute("id") + ".bpmn")) {
            String id = processes.getFirst().getAttribute("id");
            findings.warning(
                    processes.getFirst(),
                    "The process id is \"%s\" but the file is \"%s\". Name the file \"%s.bpmn\", or change the id: two files with one id replace each other.",
                    id,
                    fileName,
                    id);
        }
    }
}
