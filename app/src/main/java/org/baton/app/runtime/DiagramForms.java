package org.baton.app.runtime;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.NullUnmarked;

/** Finds the forms that lie within a diagram. Runs inside the engine, too: nothing but the JDK may be used here. */
@NullUnmarked
public final class DiagramForms {

    private static final String FORM = "userTaskForm";

    private DiagramForms() {}

    /** The schemas by id; none if it is no diagram that can be read. */
    public static Map<String, String> in(byte[] diagram) {
        Map<String, String> forms = new LinkedHashMap<>();
        try {
            XMLStreamReader xml = reader(diagram);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && FORM.equals(xml.getLocalName())) {
                    String id = xml.getAttributeValue(null, "id");
                    String schema = xml.getElementText();
                    if (id != null && !schema.isBlank()) {
                        forms.put(id, schema);
                    }
                }
            }
        } catch (XMLStreamException e) {
            // The engine has read it before: what cannot be read here has no form that anybody needs.
            return Map.of();
        }
        return forms;
    }

    /** Nothing outside the file is ever read. */
    private static XMLStreamReader reader(byte[] diagram) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(diagram));
    }
}
