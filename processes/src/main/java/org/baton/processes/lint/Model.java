package org.baton.processes.lint;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A diagram's XML, asked in BPMN words. */
final class Model {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
    private static final Set<String> CONTAINERS = Set.of("subProcess", "adHocSubProcess", "transaction");

    private final List<Element> elements;
    private final Map<String, Element> byId = new HashMap<>();

    private Model(Element definitions) {
        elements = descendants(definitions).toList();
        elements.stream()
                .filter(it -> BPMN.equals(it.getNamespaceURI()) && it.hasAttribute("id"))
                .forEach(it -> byId.put(it.getAttribute("id"), it));
    }

    /** Thrown with a sentence for the analyst when the file is no diagram. */
    static final class NotADiagram extends Exception {
        private static final long serialVersionUID = 1;

        NotADiagram(String message) {
            super(message);
        }
    }

    static Model parse(InputStream in) throws NotADiagram {
        try {
            Element root = parser().parse(in).getDocumentElement();
            if (!"definitions".equals(root.getLocalName()) || !BPMN.equals(root.getNamespaceURI())) {
                throw new NotADiagram("This is XML but not a BPMN diagram. Save it as BPMN from the Modeler.");
            }
            return new Model(root);
        } catch (SAXException e) {
            throw new NotADiagram(
                    "This file cannot be read as a diagram (" + e.getMessage() + "). Save it from the Modeler again.");
        } catch (IOException | ParserConfigurationException e) {
            throw new NotADiagram("This file cannot be read: " + e.getMessage());
        }
    }

    /** Nothing outside the file is ever read: no DTD, no entities, no includes. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", "200");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        return builder;
    }

    List<Element> processes() {
        return bpmn("process"::equals);
    }

    List<Element> tasks() {
        return bpmn(name -> name.endsWith("Task") || name.equals("task"));
    }

    /** Tasks, calls and sub-processes. */
    List<Element> activities() {
        return bpmn(name -> name.endsWith("Task")
                || name.equals("task")
                || name.equals("callActivity")
                || CONTAINERS.contains(name));
    }

    List<Element> events() {
        return bpmn(name -> name.endsWith("Event"));
    }

    List<Element> gateways() {
        return bpmn(name -> name.endsWith("Gateway"));
    }

    List<Element> flows() {
        return bpmn("sequenceFlow"::equals);
    }

    /** Everything a token passes through. */
    List<Element> nodes() {
        return Stream.of(activities(), events(), gateways())
                .flatMap(List::stream)
                .toList();
    }

    List<Element> all(String name) {
        return bpmn(name::equals);
    }

    Optional<Element> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Element> outgoing(Element node) {
        return flows().stream()
                .filter(it -> it.getAttribute("sourceRef").equals(node.getAttribute("id")))
                .toList();
    }

    /** The element that the attribute of the event's definition points at: its message, its error. */
    Optional<Element> referred(Element event, String definition, String attribute) {
        return children(event, definition).findFirst().flatMap(it -> byId(it.getAttribute(attribute)));
    }

    static boolean has(Element element, String bpmnChild) {
        return children(element, bpmnChild).findAny().isPresent();
    }

    /** Direct children by their BPMN name. */
    static Stream<Element> children(Element element, String name) {
        return childElements(element).filter(it -> BPMN.equals(it.getNamespaceURI()) && name.equals(it.getLocalName()));
    }

    /** What the Modeler's properties panel wrote on this element, by its zeebe name, however deep. */
    static Stream<Element> extensions(Element element, String name) {
        return children(element, "extensionElements")
                .flatMap(Model::descendants)
                .filter(it -> ZEEBE.equals(it.getNamespaceURI()) && name.equals(it.getLocalName()));
    }

    static Optional<Element> extension(Element element, String name) {
        return extensions(element, name).findFirst();
    }

    /** The sub-process or process that the element is drawn in. */
    static Optional<Element> scope(Element element) {
        return element.getParentNode() instanceof Element parent && BPMN.equals(parent.getNamespaceURI())
                ? Optional.of(parent)
                : Optional.empty();
    }

    /** Whether the element has a shape, or a line with at least two points. */
    boolean isDrawn(Element element) {
        return elements.stream()
                .filter(it -> DI.equals(it.getNamespaceURI()))
                .filter(it -> it.getAttribute("bpmnElement").equals(element.getAttribute("id")))
                .anyMatch(it -> it.getLocalName().equals("BPMNShape")
                        || childElements(it)
                                        .filter(point -> "waypoint".equals(point.getLocalName()))
                                        .count()
                                >= 2);
    }

    private List<Element> bpmn(Predicate<String> name) {
        return elements.stream()
                .filter(it -> BPMN.equals(it.getNamespaceURI()) && name.test(it.getLocalName()))
                .toList();
    }

    private static Stream<Element> descendants(Element element) {
        return childElements(element).flatMap(it -> Stream.concat(Stream.of(it), descendants(it)));
    }

    private static Stream<Element> childElements(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children.stream();
    }
}
