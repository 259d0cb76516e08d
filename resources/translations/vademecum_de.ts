<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Wiki</source>
        <translation>Wiki</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Show where it stands</source>
        <translation>In der Übersicht zeigen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Fensterbereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Fensterbereich</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>State of syncing</source>
        <translation>Stand des Abgleichs</translation>
    </message>
    <message>
        <source>Keep at hand, or no longer</source>
        <translation>Griffbereit halten ein/aus</translation>
    </message>
    <message>
        <source>Star, or no longer</source>
        <translation>Merken ein/aus</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Text in its own size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Breadcrumbs</name>
    <message>
        <source>Where this stands</source>
        <translation>Übergeordnete Seiten</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Search for it</source>
        <translation>Danach suchen</translation>
    </message>
</context>
<context>
    <name>ConnectScreen</name>
    <message>
        <source>From a file …</source>
        <translation>Aus Datei …</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>File with the access token</source>
        <translation>Datei mit dem Zugangsschlüssel</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugangsschlüssel</translation>
    </message>
    <message>
        <source>Paste the access token</source>
        <translation>Zugangsschlüssel einfügen</translation>
    </message>
    <message>
        <source>Access token from a file</source>
        <translation>Zugangsschlüssel aus einer Datei</translation>
    </message>
    <message>
        <source>Read the access token from a file</source>
        <translation>Den Zugangsschlüssel aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect (Enter)</source>
        <translation>Verbinden (Eingabe)</translation>
    </message>
    <message>
        <source>Welcome to Vademecum</source>
        <translation>Willkommen bei Vademecum</translation>
    </message>
    <message>
        <source>Your company&apos;s directory and wiki are fetched once and then kept current, encrypted on this computer: people first, then pages, then photos. You can search while the rest still loads, and without a network ever after.</source>
        <translation>Verzeichnis und Wiki Ihres Unternehmens werden einmal geholt und dann aktuell gehalten, verschlüsselt auf diesem Rechner: zuerst die Personen, dann die Seiten, dann die Fotos. Sie können schon suchen, während der Rest noch lädt, und danach immer auch ohne Netz.</translation>
    </message>
</context>
<context>
    <name>ContentsList</name>
    <message>
        <source>On this page</source>
        <translation>Auf dieser Seite</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copy {text}</source>
        <translation>{text} kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posts</source>
        <translation>
            <numerusform>%n Beitrag</numerusform>
            <numerusform>%n Beiträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comments</source>
        <translation>
            <numerusform>%n Kommentar</numerusform>
            <numerusform>%n Kommentare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation>
            <numerusform>%n Änderung wartet</numerusform>
            <numerusform>%n Änderungen warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts need you</source>
        <translation>
            <numerusform>%n Konflikt braucht Sie</numerusform>
            <numerusform>%n Konflikte brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things need your attention</source>
        <translation>
            <numerusform>%n Punkt braucht Ihre Aufmerksamkeit</numerusform>
            <numerusform>%n Punkte brauchen Ihre Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Select a result with ↑ ↓ to see it here; Enter opens it.</source>
        <translation>Wählen Sie mit ↑ ↓ einen Treffer, um ihn hier zu sehen; die Eingabetaste öffnet ihn.</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>There is room on the disk.</source>
        <translation>Auf der Festplatte ist genug Platz.</translation>
    </message>
    <message>
        <source>The folder of the data is full, cannot be written, or lies on a network. Free some space, or ask your IT for the right to write there.</source>
        <translation>Der Datenordner ist voll, nicht beschreibbar oder liegt im Netzwerk. Schaffen Sie Platz oder bitten Sie Ihre IT um das Recht, dort zu schreiben.</translation>
    </message>
    <message>
        <source>The key of the data can be read.</source>
        <translation>Der Schlüssel zu den Daten ist lesbar.</translation>
    </message>
    <message>
        <source>The key of the data cannot be read. Unlock the keyring of your system.</source>
        <translation>Der Schlüssel zu den Daten ist nicht lesbar. Entsperren Sie den Schlüsselbund Ihres Systems.</translation>
    </message>
    <message>
        <source>The file with people and pages is whole.</source>
        <translation>Die Datei mit Personen und Seiten ist unversehrt.</translation>
    </message>
    <message>
        <source>The file with people and pages cannot be used. Sync: it is made anew. If that does not help, connect again.</source>
        <translation>Die Datei mit Personen und Seiten ist nicht benutzbar. Der nächste Abgleich legt sie neu an. Hilft das nicht, verbinden Sie sich neu.</translation>
    </message>
    <message>
        <source>The file with the pictures is whole.</source>
        <translation>Die Datei mit den Bildern ist unversehrt.</translation>
    </message>
    <message>
        <source>The file with the pictures is damaged. Sync: they are fetched again.</source>
        <translation>Die Datei mit den Bildern ist beschädigt. Der nächste Abgleich holt die Bilder neu.</translation>
    </message>
    <message>
        <source>The file with what is yours is whole.</source>
        <translation>Die Datei mit Ihren eigenen Sachen ist unversehrt.</translation>
    </message>
    <message>
        <source>The file with what is yours is damaged. Connect again: it is set aside, nothing is thrown away.</source>
        <translation>Die Datei mit Ihren eigenen Sachen ist beschädigt. Verbinden Sie sich neu: Sie wird beiseitegelegt, nichts wird weggeworfen.</translation>
    </message>
    <message>
        <source>What is here is what the server sent.</source>
        <translation>Was hier liegt, ist genau das, was der Server geschickt hat.</translation>
    </message>
    <message>
        <source>What is here is not quite what the server sent. Sync: it is put right.</source>
        <translation>Was hier liegt, ist nicht ganz das, was der Server geschickt hat. Der nächste Abgleich berichtigt es.</translation>
    </message>
    <message>
        <source>The search finds everything that is here.</source>
        <translation>Die Suche findet alles, was hier ist.</translation>
    </message>
    <message>
        <source>The search may miss something. Sync: it is made ready again.</source>
        <translation>Die Suche übersieht womöglich etwas. Der nächste Abgleich baut sie neu auf.</translation>
    </message>
    <message>
        <source>Everything that came can be read.</source>
        <translation>Alles, was gekommen ist, ist lesbar.</translation>
    </message>
    <message>
        <source>Some entries cannot be read by this version. Update Vademecum; if it stays, tell your IT.</source>
        <translation>Einige Einträge kann diese Version nicht lesen. Aktualisieren Sie Vademecum; bleibt es dabei, sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>All pictures are here.</source>
        <translation>Alle Bilder sind da.</translation>
    </message>
    <message>
        <source>Some pictures are not here yet. They come with the next sync.</source>
        <translation>Einige Bilder fehlen noch. Sie kommen beim nächsten Abgleich.</translation>
    </message>
    <message>
        <source>The contents can be read.</source>
        <translation>Die Inhalte sind lesbar.</translation>
    </message>
    <message>
        <source>Part of the contents cannot be read. Sync: it is fetched again.</source>
        <translation>Ein Teil der Inhalte ist nicht lesbar. Der nächste Abgleich holt ihn neu.</translation>
    </message>
    <message>
        <source>This computer is on a network.</source>
        <translation>Dieser Computer ist mit einem Netz verbunden.</translation>
    </message>
    <message>
        <source>This computer is on no network. Switch Wi-Fi on or plug the cable in; what is here stays readable.</source>
        <translation>Dieser Computer ist mit keinem Netz verbunden. Schalten Sie das WLAN ein oder stecken Sie das Kabel an; was hier ist, bleibt lesbar.</translation>
    </message>
    <message>
        <source>The way through the company&apos;s network is known.</source>
        <translation>Der Weg durch das Firmennetz ist bekannt.</translation>
    </message>
    <message>
        <source>The company&apos;s proxy does not let Vademecum through. Ask your IT.</source>
        <translation>Der Proxy der Firma lässt Vademecum nicht durch. Fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The name of the server is known.</source>
        <translation>Der Name des Servers wird gefunden.</translation>
    </message>
    <message>
        <source>The name of the server is not known here. Is the address right, and the company&apos;s network or VPN connected?</source>
        <translation>Der Name des Servers wird hier nicht gefunden. Stimmt die Adresse, und sind Sie mit Firmennetz oder VPN verbunden?</translation>
    </message>
    <message>
        <source>The server can be reached.</source>
        <translation>Der Server ist erreichbar.</translation>
    </message>
    <message>
        <source>Nobody answers at the server&apos;s address. It may be down, or a firewall lies between; it is tried again by itself.</source>
        <translation>Unter der Adresse des Servers antwortet niemand. Vielleicht ist er ausgeschaltet, oder eine Firewall liegt dazwischen. Vademecum versucht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The line to the server is encrypted and trusted.</source>
        <translation>Die Verbindung zum Server ist verschlüsselt und vertrauenswürdig.</translation>
    </message>
    <message>
        <source>The server cannot prove who it is. Do not go on; show the details to your IT.</source>
        <translation>Der Server kann sich nicht ausweisen. Machen Sie nicht weiter, sondern zeigen Sie die Einzelheiten Ihrer IT.</translation>
    </message>
    <message>
        <source>The server is a Vademecum server.</source>
        <translation>Der Server ist ein Vademecum-Server.</translation>
    </message>
    <message>
        <source>What answers there is no Vademecum server that this version understands. A hotel&apos;s or guest network may want you to sign in first.</source>
        <translation>Was dort antwortet, ist kein Vademecum-Server, den diese Version versteht. Vielleicht will ein Hotel- oder Gastnetz zuerst eine Anmeldung.</translation>
    </message>
    <message>
        <source>The clock is right.</source>
        <translation>Die Uhr geht richtig.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong. Have it set from the network.</source>
        <translation>Die Uhr dieses Computers geht falsch. Lassen Sie sie aus dem Netz stellen.</translation>
    </message>
    <message>
        <source>The server knows you.</source>
        <translation>Der Server kennt Sie.</translation>
    </message>
    <message>
        <source>The server does not accept the access token any more. Ask for a new one and connect again in the settings.</source>
        <translation>Der Server nimmt den Zugangsschlüssel nicht mehr an. Bitten Sie um einen neuen und verbinden Sie sich in den Einstellungen neu.</translation>
    </message>
    <message>
        <source>The server&apos;s history fits to what is here.</source>
        <translation>Der Stand des Servers passt zu dem, was hier ist.</translation>
    </message>
    <message>
        <source>The server was set up anew or brought back from a copy. The next sync fetches everything again.</source>
        <translation>Der Server wurde neu eingerichtet oder aus einer Sicherung wiederhergestellt. Der nächste Abgleich holt alles neu.</translation>
    </message>
</context>
<context>
    <name>DoctorView</name>
    <message>
        <source>Checking</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>For whoever helps you; no token is in them</source>
        <translation>Für alle, die Ihnen helfen; ein Zugangsschlüssel steht nicht darin</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Looking at everything here, and at the way to the server …</source>
        <translation>Die Daten hier und der Weg zum Server werden geprüft …</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Is all well here?</source>
        <translation>Ist hier alles in Ordnung?</translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
</context>
<context>
    <name>FacetMenus</name>
    <message>
        <source>Narrow by: {facet}</source>
        <translation>Eingrenzen nach: {facet}</translation>
    </message>
</context>
<context>
    <name>FacetPane</name>
    <message>
        <source>Narrow the search</source>
        <translation>Suche eingrenzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Nothing to narrow here.</source>
        <translation>Hier gibt es nichts einzugrenzen.</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} weitere</translation>
    </message>
    <message>
        <source>{facet}, open</source>
        <translation>{facet}, aufgeklappt</translation>
    </message>
    <message>
        <source>{facet}, folded</source>
        <translation>{facet}, zugeklappt</translation>
    </message>
    <message>
        <source>{value}, chosen</source>
        <translation>{value}, ausgewählt</translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Kenntnisse</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Wiki-Bereich</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Verfasst von</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Since yesterday</source>
        <translation>Seit gestern</translation>
    </message>
    <message>
        <source>In the last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>In the last month</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>In the last year</source>
        <translation>Letzte 12 Monate</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>The server cannot be reached. Everything here stays readable.</source>
        <translation>Der Server ist nicht erreichbar. Alles hier bleibt lesbar.</translation>
    </message>
    <message>
        <source>The server does not accept the access token. Ask for a new one.</source>
        <translation>Der Server nimmt den Zugangsschlüssel nicht an. Bitten Sie um einen neuen.</translation>
    </message>
    <message>
        <source>The server refused.</source>
        <translation>Der Server hat abgelehnt.</translation>
    </message>
    <message>
        <source>This version of Vademecum is too old for the server. Please update.</source>
        <translation>Diese Version von Vademecum ist zu alt für den Server. Bitte aktualisieren Sie.</translation>
    </message>
    <message>
        <source>What answers there is not a Vademecum server. Nothing was changed.</source>
        <translation>Was dort antwortet, ist kein Vademecum-Server. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The server&apos;s answer could not be understood. Please update Vademecum.</source>
        <translation>Die Antwort des Servers war nicht zu verstehen. Bitte aktualisieren Sie Vademecum.</translation>
    </message>
    <message>
        <source>The local data is damaged. It is fetched again at the next sync.</source>
        <translation>Die lokalen Daten sind beschädigt. Beim nächsten Abgleich werden sie neu geholt.</translation>
    </message>
    <message>
        <source>After an update the local data is made ready again. It takes a minute or two.</source>
        <translation>Nach einer Aktualisierung werden die lokalen Daten neu aufbereitet. Das dauert ein bis zwei Minuten.</translation>
    </message>
    <message>
        <source>A newer version of Vademecum has used this data. Please update this one.</source>
        <translation>Eine neuere Version von Vademecum hat diese Daten benutzt. Bitte aktualisieren Sie diese hier.</translation>
    </message>
    <message>
        <source>The key of the local data cannot be read. Unlock the system&apos;s keyring.</source>
        <translation>Der Schlüssel der lokalen Daten ist nicht lesbar. Entsperren Sie den Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>There is no room left on the disk. Free some space; reading goes on.</source>
        <translation>Auf dem Datenträger ist kein Platz mehr. Schaffen Sie Platz; Lesen geht weiterhin.</translation>
    </message>
    <message>
        <source>The data folder cannot be written. Reading goes on.</source>
        <translation>Der Datenordner ist schreibgeschützt. Lesen geht weiterhin.</translation>
    </message>
    <message>
        <source>Not connected to a server yet.</source>
        <translation>Noch mit keinem Server verbunden.</translation>
    </message>
    <message>
        <source>This data folder belongs to another server or another person.</source>
        <translation>Dieser Datenordner gehört zu einem anderen Server oder einer anderen Person.</translation>
    </message>
    <message>
        <source>Another sync is running. It is enough to wait.</source>
        <translation>Es läuft schon ein Abgleich. Warten genügt.</translation>
    </message>
    <message>
        <source>That is no address of a server, or no access token. Please check both.</source>
        <translation>Das ist keine Serveradresse oder kein Zugangsschlüssel. Bitte prüfen Sie beides.</translation>
    </message>
    <message>
        <source>This is not here: it was removed, or you may not see it.</source>
        <translation>Das ist hier nicht vorhanden: Es wurde entfernt, oder Sie dürfen es nicht sehen.</translation>
    </message>
    <message>
        <source>No server answers at this address. Check the address and the network.</source>
        <translation>Unter dieser Adresse antwortet kein Server. Prüfen Sie Adresse und Netz.</translation>
    </message>
    <message>
        <source>The server does not know this access token. Is it complete?</source>
        <translation>Der Server kennt diesen Zugangsschlüssel nicht. Ist er vollständig?</translation>
    </message>
    <message>
        <source>What answers at this address is not a Vademecum server. Enter the address exactly as your IT gave it, https:// included.</source>
        <translation>Unter dieser Adresse antwortet kein Vademecum-Server. Geben Sie die Adresse genau so ein, wie Ihre IT sie nennt, samt https://.</translation>
    </message>
    <message>
        <source>Something went wrong in Vademecum itself. What is stored is unharmed.</source>
        <translation>In Vademecum selbst ist etwas schiefgegangen. Was gespeichert ist, ist unversehrt.</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Narrow the search further</source>
        <translation>Die Suche weiter eingrenzen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: {chosen}</source>
        <translation>Filter: {chosen}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search in this page (Esc)</source>
        <translation>Suche auf dieser Seite schließen (Esc)</translation>
    </message>
    <message>
        <source>{number} places</source>
        <translation>{number} Stellen</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
<context>
    <name>FirstSyncCard</name>
    <message>
        <source>Stop for now</source>
        <translation>Vorerst anhalten</translation>
    </message>
    <message>
        <source>What has come stays; the rest comes the next time</source>
        <translation>Was da ist, bleibt; der Rest kommt beim nächsten Mal</translation>
    </message>
    <message>
        <source>Fetch it now</source>
        <translation>Jetzt holen</translation>
    </message>
    <message>
        <source>People come first and can be found as soon as they are here.</source>
        <translation>Personen kommen zuerst und sind zu finden, sobald sie da sind.</translation>
    </message>
    <message>
        <source>Not everything is here yet</source>
        <translation>Noch ist nicht alles da</translation>
    </message>
    <message>
        <source>It goes on where it stopped: what has come need not come again.</source>
        <translation>Es geht weiter, wo es aufgehört hat: Was schon da ist, muss nicht noch einmal kommen.</translation>
    </message>
</context>
<context>
    <name>FoldedList</name>
    <message>
        <source>Show all {number}</source>
        <translation>Alle {number} anzeigen</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>What happened</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Nothing has been synced yet</source>
        <translation>Noch nichts abgeglichen</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>What are you looking for?</source>
        <translation>Was suchen Sie?</translation>
    </message>
    <message>
        <source>A name, a part of a phone number, a skill, or words from a page: the first letters are enough.</source>
        <translation>Ein Name, ein Teil einer Telefonnummer, ein Fachgebiet oder Wörter aus einer Seite: Die ersten Buchstaben genügen.</translation>
    </message>
    <message>
        <source>Connected. To be fetched: {entries}.</source>
        <translation>Verbunden. Zu holen sind: {entries}.</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>Recently opened</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Just type, wherever you are</source>
        <translation>Einfach lostippen, egal wo Sie gerade sind</translation>
    </message>
    <message>
        <source>Walk through the results</source>
        <translation>Durch die Treffer gehen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open what is selected</source>
        <translation>Das Ausgewählte öffnen</translation>
    </message>
    <message>
        <source>All keyboard shortcuts</source>
        <translation>Alle Tastenkürzel</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
</context>
<context>
    <name>KeptForm</name>
    <message>
        <source>Pictures in pages</source>
        <translation>Bilder in Seiten</translation>
    </message>
    <message>
        <source>Large photos of people</source>
        <translation>Große Fotos von Personen</translation>
    </message>
    <message>
        <source>Attachments of pages</source>
        <translation>Anhänge von Seiten</translation>
    </message>
    <message>
        <source>People, pages and small photos are always here, and so is what you pinned. What is not ticked comes when you look at it and there is a network.</source>
        <translation>Personen, Seiten und kleine Fotos sind immer da, ebenso alles, was Sie griffbereit halten. Was nicht angekreuzt ist, wird erst beim Ansehen geladen und braucht dann ein Netz.</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Responsibility</source>
        <translation>Zuständigkeit</translation>
    </message>
    <message>
        <source>Responsibilities</source>
        <translation>Zuständigkeiten</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Kenntnis</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Kenntnisse</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Standorte</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Wiki-Bereich</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>Wiki-Bereiche</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Akan</source>
        <translation>Akan</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Frisian</source>
        <translation>Friesisch</translation>
    </message>
    <message>
        <source>Irish</source>
        <translation>Irisch</translation>
    </message>
    <message>
        <source>German Sign Language</source>
        <translation>Deutsche Gebärdensprache</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Kurdish</source>
        <translation>Kurdisch</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Low German</source>
        <translation>Niederdeutsch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>Paschtu</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
</context>
<context>
    <name>LookForm</name>
    <message>
        <source>As the system</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D switches between light and dark</source>
        <translation>Strg+Umschalt+D wechselt zwischen hell und dunkel</translation>
    </message>
    <message>
        <source>Ctrl++ and Ctrl+- change it anywhere</source>
        <translation>Strg++ und Strg+- ändern sie überall</translation>
    </message>
    <message>
        <source>Set by {variable} on this computer</source>
        <translation>Auf diesem Computer durch {variable} festgelegt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The local data cannot be opened</source>
        <translation>Die lokalen Daten lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>Fragen und Antworten</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Has left</source>
        <translation>Ausgeschieden</translation>
    </message>
    <message>
        <source>{number} new</source>
        <translation>{number} neu</translation>
    </message>
    <message>
        <source>{number} changed</source>
        <translation>{number} geändert</translation>
    </message>
</context>
<context>
    <name>NewsBlock</name>
    <message>
        <source>While you were away</source>
        <translation>Während Sie weg waren</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Show only what comes from now on</source>
        <translation>Nur noch zeigen, was ab jetzt kommt</translation>
    </message>
    <message>
        <source>Seen: show only what comes from now on</source>
        <translation>Gesehen: nur noch zeigen, was ab jetzt kommt</translation>
    </message>
</context>
<context>
    <name>NewsGroupView</name>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”</source>
        <translation>Nichts gefunden zu „{query}“</translation>
    </message>
    <message>
        <source>But elsewhere: {kinds}.</source>
        <translation>Aber anderswo: {kinds}.</translation>
    </message>
    <message>
        <source>Not everything is here yet. What you are looking for appears as soon as it has come.</source>
        <translation>Es ist noch nicht alles da. Was Sie suchen, erscheint, sobald es angekommen ist.</translation>
    </message>
    <message>
        <source>The search is narrowed. Elsewhere there may be something.</source>
        <translation>Die Suche ist eingegrenzt. Anderswo gibt es vielleicht etwas.</translation>
    </message>
    <message>
        <source>Fewer words: the rarest one alone often finds it.</source>
        <translation>Weniger Wörter: Oft genügt das seltenste allein.</translation>
    </message>
    <message>
        <source>Only the beginning of a word: “brand” finds Brandschutz.</source>
        <translation>Nur den Anfang eines Wortes: „brand“ findet Brandschutz.</translation>
    </message>
    <message>
        <source>For people: part of a number, a room, a skill, or what they answer for.</source>
        <translation>Bei Personen: einen Teil einer Nummer, einen Raum, ein Fachgebiet oder eine Zuständigkeit.</translation>
    </message>
    <message>
        <source>What was written since the last sync is not here yet: F5 fetches it.</source>
        <translation>Was seit dem letzten Abgleich geschrieben wurde, ist noch nicht hier: F5 holt es.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>OfferScreen</name>
    <message>
        <source>People come first and can be found after a moment, then pages, photos last. You need not wait: search, read, even close the window; it goes on where it was.</source>
        <translation>Personen kommen zuerst und sind nach einem Augenblick zu finden, dann die Seiten, zuletzt die Fotos. Sie müssen nicht warten: Suchen und lesen Sie, oder schließen Sie das Fenster; es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>Fetch it now</source>
        <translation>Jetzt holen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Nothing is fetched until you ask for it</source>
        <translation>Nichts wird geholt, bevor Sie es wünschen</translation>
    </message>
    <message>
        <source>{entries}, at most {size}; photos come on top of that.</source>
        <translation>{entries}, höchstens {size}; die Fotos kommen noch hinzu.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Sync now (F5)</source>
        <translation>Jetzt abgleichen (F5)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>End the running sync; what has arrived stays</source>
        <translation>Den laufenden Abgleich beenden; was angekommen ist, bleibt</translation>
    </message>
    <message>
        <source>Connect again …</source>
        <translation>Neu verbinden …</translation>
    </message>
    <message>
        <source>Give a new access token; what is here stays</source>
        <translation>Einen neuen Zugangsschlüssel angeben; was hier ist, bleibt</translation>
    </message>
    <message>
        <source>Find out why</source>
        <translation>Ursache suchen</translation>
    </message>
    <message>
        <source>Check this installation and the way to the server</source>
        <translation>Diese Installation und den Weg zum Server prüfen</translation>
    </message>
    <message>
        <source>Fetch it anyway</source>
        <translation>Trotzdem holen</translation>
    </message>
    <message>
        <source>Fetch all of it over this line, whatever it costs</source>
        <translation>Alles über diese Verbindung holen, auch wenn es etwas kostet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Sync again by itself</source>
        <translation>Wieder automatisch abgleichen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Sync nothing by itself for a while</source>
        <translation>Eine Zeit lang nicht automatisch abgleichen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The last syncs, as a list</source>
        <translation>Die letzten Abgleiche als Liste</translation>
    </message>
    <message>
        <source>Schedule and budget</source>
        <translation>Zeitplan und Datenmenge</translation>
    </message>
    <message>
        <source>How often, and for how much</source>
        <translation>Wie oft abgeglichen wird und wie viel dabei geladen werden darf</translation>
    </message>
    <message>
        <source>Syncing is paused. Resume it to sync now.</source>
        <translation>Der Abgleich ist pausiert. Setzen Sie ihn fort, um jetzt abzugleichen.</translation>
    </message>
    <message>
        <source>One more sync follows this one.</source>
        <translation>Danach folgt noch ein Abgleich.</translation>
    </message>
    <message>
        <source>{changes}, {size} in {time}</source>
        <translation>{changes}, {size} in {time}</translation>
    </message>
    <message>
        <source>Up to date as of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Next sync</source>
        <translation>Nächster Abgleich</translation>
    </message>
    <message>
        <source>Data today</source>
        <translation>Übertragen heute</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Auf diesem Gerät</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation>Bis morgen</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Bis ich den Abgleich fortsetze</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>May be out of date</source>
        <translation>Vielleicht veraltet</translation>
    </message>
    <message>
        <source>Translation: {title}</source>
        <translation>Übersetzung: {title}</translation>
    </message>
    <message>
        <source>In {language}: {title}</source>
        <translation>Auf {language}: {title}</translation>
    </message>
    <message>
        <source>As of {when}</source>
        <translation>Stand: {when}</translation>
    </message>
    <message>
        <source>Owner {name}</source>
        <translation>Verantwortlich: {name}</translation>
    </message>
    <message>
        <source>Written by {name}</source>
        <translation>Verfasst von {name}</translation>
    </message>
    <message>
        <source>Review due {when}</source>
        <translation>Prüfung fällig: {when}</translation>
    </message>
    <message>
        <source>This page is too complex to lay out and is shown as plain text.</source>
        <translation>Diese Seite ist zu verschachtelt und wird deshalb als einfacher Text gezeigt.</translation>
    </message>
    <message>
        <source>Only its beginning is shown.</source>
        <translation>Nur ihr Anfang wird gezeigt.</translation>
    </message>
    <message>
        <source>Pages below this one</source>
        <translation>Seiten darunter</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Answer to: {title}</source>
        <translation>Antwort auf: {title}</translation>
    </message>
    <message>
        <source>Comment on: {title}</source>
        <translation>Kommentar zu: {title}</translation>
    </message>
    <message>
        <source>People who know this</source>
        <translation>Wer sich damit auskennt</translation>
    </message>
    <message>
        <source>Linked from</source>
        <translation>Verweise hierher</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>noch nicht hier</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Accepted answer</source>
        <translation>Akzeptierte Antwort</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>PersonActions</name>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy name and contact to the clipboard</source>
        <translation>Name und Kontakt in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Answers for</source>
        <translation>Zuständig für</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Kenntnisse</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Reporting line</source>
        <translation>Vorgesetzte und Team</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Formerly in</source>
        <translation>Früher in</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>Leitet</translation>
    </message>
    <message>
        <source>Kept up to date by</source>
        <translation>Gepflegt von</translation>
    </message>
    <message>
        <source>Managers further up</source>
        <translation>Vorgesetzte weiter oben</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Pages written</source>
        <translation>Verfasste Seiten</translation>
    </message>
    <message>
        <source>Posts written</source>
        <translation>Verfasste Beiträge</translation>
    </message>
    <message>
        <source>Questions asked</source>
        <translation>Gestellte Fragen</translation>
    </message>
    <message>
        <source>Answers given</source>
        <translation>Gegebene Antworten</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Looks after</source>
        <translation>Betreut</translation>
    </message>
    <message>
        <source>Mentioned in</source>
        <translation>Erwähnt in</translation>
    </message>
    <message>
        <source>Please ask instead:</source>
        <translation>Bitte fragen Sie stattdessen:</translation>
    </message>
    <message>
        <source>Known here by:</source>
        <translation>Kontakt bei uns:</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Eskalation</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Stands in for</source>
        <translation>Vertritt</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>bevorzugt</translation>
    </message>
    <message>
        <source>Here since</source>
        <translation>Im Haus seit</translation>
    </message>
    <message>
        <source>confirmed {when}</source>
        <translation>bestätigt {when}</translation>
    </message>
    <message>
        <source>Formerly</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Genannt</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>Auch bekannt als</translation>
    </message>
    <message>
        <source>{time} local time</source>
        <translation>{time} Ortszeit</translation>
    </message>
    <message>
        <source>usually at work until {time}</source>
        <translation>meist bis {time} im Dienst</translation>
    </message>
    <message>
        <source>usually not at work now</source>
        <translation>gerade außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Extern</translation>
    </message>
    <message>
        <source>Left on {date}</source>
        <translation>Ausgeschieden am {date}</translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message>
        <source>Photo of {name}</source>
        <translation>Foto von {name}</translation>
    </message>
    <message>
        <source>Initials of {name}</source>
        <translation>Initialen von {name}</translation>
    </message>
</context>
<context>
    <name>PinButton</name>
    <message>
        <source>Keep at hand</source>
        <translation>Griffbereit halten</translation>
    </message>
    <message>
        <source>Always here, with its attachments, and fetched before the rest</source>
        <translation>Immer offline verfügbar, mit allen Anhängen, und zuerst geladen</translation>
    </message>
</context>
<context>
    <name>ProgressBars</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Progress: {kind}</source>
        <translation>Fortschritt: {kind}</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>The address is in the clipboard.</source>
        <translation>Die Adresse ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>ReportingLine</name>
    <message>
        <source>+{number} more</source>
        <translation>+{number} weitere</translation>
    </message>
    <message>
        <source>Reporting line</source>
        <translation>Vorgesetzte und Team</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>SafeBrowser</name>
    <message>
        <source>cannot be shown</source>
        <translation>kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>noch nicht hier</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>This link leads to nothing that is here.</source>
        <translation>Dieser Link führt zu nichts, was hier ist.</translation>
    </message>
    <message>
        <source>This picture is not part of the page.</source>
        <translation>Dieses Bild gehört nicht zur Seite.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save a copy that is not encrypted</source>
        <translation>Unverschlüsselte Kopie speichern</translation>
    </message>
    <message>
        <source>Saved as {name}. This copy is not encrypted; delete it after use.</source>
        <translation>Gespeichert als {name}. Diese Kopie ist nicht verschlüsselt; bitte löschen Sie sie nach Gebrauch.</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message>
        <source>As the system says</source>
        <translation>Wie vom System erkannt</translation>
    </message>
    <message>
        <source>Yes, always</source>
        <translation>Ja, immer</translation>
    </message>
    <message>
        <source>No, never</source>
        <translation>Nein, nie</translation>
    </message>
    <message>
        <source>As the server asks</source>
        <translation>Wie vom Server vorgegeben</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> Minuten</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sync every</source>
        <translation>Abgleich alle</translation>
    </message>
    <message>
        <source>This line costs money</source>
        <translation>Verbindung ist kostenpflichtig</translation>
    </message>
    <message>
        <source>On such a line, a day at most</source>
        <translation>Bei kostenpflichtiger Verbindung höchstens pro Tag</translation>
    </message>
    <message>
        <source>Room for photos and attachments</source>
        <translation>Platz für Fotos und Anhänge</translation>
    </message>
    <message>
        <source>People and pages come first, then what you keep at hand, then photos. What does not fit waits for a line that costs nothing.</source>
        <translation>Zuerst kommen Personen und Seiten, dann was Sie griffbereit halten, dann Fotos. Was nicht mehr hineinpasst, wartet auf eine kostenlose Verbindung.</translation>
    </message>
    <message>
        <source>Schedule and budget</source>
        <translation>Zeitplan und Datenmenge</translation>
    </message>
</context>
<context>
    <name>ScopeChips</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show only: {kind}</source>
        <translation>Nur zeigen: {kind}</translation>
    </message>
    <message>
        <source>Show everything that was found</source>
        <translation>Alles zeigen, was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search people, pages, posts …</source>
        <translation>Personen, Seiten, Beiträge suchen …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search people, pages, posts (Ctrl+K)</source>
        <translation>Personen, Seiten, Beiträge suchen (Strg+K)</translation>
    </message>
    <message>
        <source>Select what is typed</source>
        <translation>Eingabe markieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Showing results for “{query}”</source>
        <translation>Treffer für „{query}“</translation>
    </message>
    <message>
        <source>Nothing fits well. These come closest.</source>
        <translation>Nichts passt genau. Das kommt am nächsten.</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>Was suchen Sie?</translation>
    </message>
    <message>
        <source>A name, a part of a phone number, a skill, or words from a page. The first letters are enough.</source>
        <translation>Ein Name, ein Teil einer Telefonnummer, ein Fachgebiet oder Wörter aus einer Seite. Die ersten Buchstaben genügen.</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Connect again …</source>
        <translation>Neu verbinden …</translation>
    </message>
    <message>
        <source>Give a new access token; what is here stays</source>
        <translation>Einen neuen Zugangsschlüssel angeben; was hier ist, bleibt</translation>
    </message>
    <message>
        <source>Disconnect …</source>
        <translation>Verbindung trennen …</translation>
    </message>
    <message>
        <source>Remove and disconnect</source>
        <translation>Entfernen und trennen</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>{size} on this disk</source>
        <translation>{size} auf dieser Festplatte</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Encrypted; the key lies in a file of its own</source>
        <translation>Verschlüsselt; der Schlüssel liegt in einer eigenen Datei</translation>
    </message>
    <message>
        <source>Encrypted; the key lies in the keyring of your system</source>
        <translation>Verschlüsselt; der Schlüssel liegt im Schlüsselbund Ihres Systems</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation>Hier gespeichert</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>Everything that came from the server is removed from this computer, stars and pins with it. On the server nothing changes; you can connect again at any time.</source>
        <translation>Alles, was vom Server kam, wird von diesem Computer entfernt, auch was Sie gemerkt haben oder griffbereit halten. Auf dem Server ändert sich nichts; Sie können sich jederzeit neu verbinden.</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Keep running in the tray when the window is closed</source>
        <translation>Im Infobereich weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Check this installation</source>
        <translation>Diese Installation prüfen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>What is kept offline</source>
        <translation>Offline verfügbar</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Type anywhere: it goes to the search</source>
        <translation>Einfach lostippen: Es landet in der Suche</translation>
    </message>
    <message>
        <source>A … Z</source>
        <translation>A … Z</translation>
    </message>
    <message>
        <source>Walk through the results</source>
        <translation>Durch die Treffer gehen</translation>
    </message>
    <message>
        <source>Open the result</source>
        <translation>Den Treffer öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>Zurück zur Suche</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Find in the page</source>
        <translation>In der Seite suchen</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
</context>
<context>
    <name>SkillChips</name>
    <message>
        <source>+{number} more</source>
        <translation>+{number} weitere</translation>
    </message>
    <message>
        <source>Search for it</source>
        <translation>Danach suchen</translation>
    </message>
    <message>
        <source>Knows the basics</source>
        <translation>Kennt die Grundlagen</translation>
    </message>
    <message>
        <source>Works with it</source>
        <translation>Arbeitet damit</translation>
    </message>
    <message>
        <source>Teaches it</source>
        <translation>Kann es anderen beibringen</translation>
    </message>
    <message>
        <source>Named in {texts} of theirs</source>
        <translation>Genannt in: {texts}, von dieser Person verfasst</translation>
    </message>
</context>
<context>
    <name>StarButton</name>
    <message>
        <source>Star</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Show it on the home screen</source>
        <translation>Auf der Startseite zeigen</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress of syncing</source>
        <translation>Fortschritt des Abgleichs</translation>
    </message>
    <message>
        <source>How long the search took</source>
        <translation>Dauer der letzten Suche</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} ms</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Syncing people</source>
        <translation>Personen holen</translation>
    </message>
    <message>
        <source>Syncing pages</source>
        <translation>Seiten holen</translation>
    </message>
    <message>
        <source>Syncing photos</source>
        <translation>Fotos holen</translation>
    </message>
    <message>
        <source>Making ready after the update</source>
        <translation>Aufbereitung nach der Aktualisierung</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich läuft</translation>
    </message>
    <message>
        <source>{changes}, no network since {time}</source>
        <translation>{changes}, kein Netz seit {time}</translation>
    </message>
    <message>
        <source>No network since {time}</source>
        <translation>Kein Netz seit {time}</translation>
    </message>
    <message>
        <source>Sync needs attention</source>
        <translation>Abgleich gestört</translation>
    </message>
    <message>
        <source>Damaged, being rebuilt</source>
        <translation>Beschädigt, wird neu aufgebaut</translation>
    </message>
    <message>
        <source>Signed out: connect again</source>
        <translation>Abgemeldet: neu verbinden</translation>
    </message>
    <message>
        <source>Another sync is under way</source>
        <translation>Ein anderer Abgleich läuft</translation>
    </message>
    <message>
        <source>No room on the disk</source>
        <translation>Kein Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Please update Vademecum</source>
        <translation>Bitte Vademecum aktualisieren</translation>
    </message>
    <message>
        <source>Damaged, to be rebuilt at the next sync</source>
        <translation>Beschädigt, wird beim nächsten Abgleich neu aufgebaut</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Paused until tomorrow</source>
        <translation>Bis morgen pausiert</translation>
    </message>
    <message>
        <source>Paused until {time}</source>
        <translation>Pausiert bis {time}</translation>
    </message>
    <message>
        <source>The server asks to wait until {time}</source>
        <translation>Der Server bittet um Geduld bis {time}</translation>
    </message>
    <message>
        <source>The server is busy since {time}</source>
        <translation>Server ausgelastet seit {time}</translation>
    </message>
    <message>
        <source>The server is out of reach since {time}</source>
        <translation>Server nicht erreichbar seit {time}</translation>
    </message>
    <message>
        <source>Waiting for Wi-Fi: people and pages</source>
        <translation>Wartet auf WLAN: Personen und Seiten</translation>
    </message>
    <message>
        <source>Waiting for Wi-Fi: {photos}</source>
        <translation>Wartet auf WLAN: {photos}</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht abgeglichen</translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation>Letzter Abgleich {time}</translation>
    </message>
    <message>
        <source>Up to date · {time}</source>
        <translation>Aktuell · {time}</translation>
    </message>
    <message>
        <source>{phase} {percent} %</source>
        <translation>{phase}: {percent} %</translation>
    </message>
    <message>
        <source>{share}, {time} left</source>
        <translation>{share}, fertig in {time}</translation>
    </message>
    <message>
        <source>Nothing has been synced yet</source>
        <translation>Noch wurde nichts abgeglichen</translation>
    </message>
    <message>
        <source>Offline — working from local data, {age} old</source>
        <translation>Offline – lokaler Stand: vor {age}</translation>
    </message>
    <message>
        <source>Working from local data, {age} old</source>
        <translation>Lokaler Stand: vor {age}</translation>
    </message>
    <message>
        <source>The server cannot answer just now. It is asked again by itself.</source>
        <translation>Der Server kann gerade nicht antworten. Vademecum versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>{used} of {budget} for this line</source>
        <translation>{used} von {budget} für diese Verbindung</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als einer Minute</translation>
    </message>
    <message>
        <source>Ended before it was through; the next one went on from there.</source>
        <translation>Vor dem Ende abgebrochen; der nächste Abgleich machte dort weiter.</translation>
    </message>
    <message>
        <source>The server wanted more deleted than it could account for; all was kept.</source>
        <translation>Der Server wollte mehr löschen, als er belegen konnte; es wurde alles behalten.</translation>
    </message>
    <message>
        <source>Something was not as on the server and is fetched again.</source>
        <translation>Etwas war nicht wie auf dem Server und wird neu geholt.</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>people and pages wait for Wi-Fi</source>
        <translation>Personen und Seiten warten auf WLAN</translation>
    </message>
    <message>
        <source>{photos} wait for Wi-Fi</source>
        <translation>auf WLAN warten noch {photos}</translation>
    </message>
</context>
<context>
    <name>SyncPill</name>
    <message>
        <source>Show the state of syncing (Ctrl+Shift+S)</source>
        <translation>Stand des Abgleichs zeigen (Strg+Umschalt+S)</translation>
    </message>
    <message>
        <source>Sync: {sentence}</source>
        <translation>Abgleich: {sentence}</translation>
    </message>
</context>
<context>
    <name>SyncPopover</name>
    <message>
        <source>State of syncing</source>
        <translation>Stand des Abgleichs</translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Division</source>
        <translation>Sparte</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Gemeinschaft</translation>
    </message>
    <message>
        <source>Committee</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Büro</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobil</translation>
    </message>
    <message>
        <source>At home</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>Halle</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Notfall</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Also called</source>
        <translation>Auch genannt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Eskalation</translation>
    </message>
    <message>
        <source>Broader</source>
        <translation>Oberbegriff</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Unterbegriffe</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Verwandt</translation>
    </message>
    <message>
        <source>People who know this</source>
        <translation>Wer sich damit auskennt</translation>
    </message>
    <message>
        <source>Units here</source>
        <translation>Einheiten an diesem Standort</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>HR</source>
        <translation>Personalabteilung</translation>
    </message>
    <message>
        <source>IT</source>
        <translation>IT</translation>
    </message>
    <message>
        <source>the person</source>
        <translation>die Person selbst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Vorgesetzte</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Kenntnisse</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Phone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>How to reach them</source>
        <translation>Erreichbarkeit</translation>
    </message>
    <message>
        <source>native</source>
        <translation>Muttersprache</translation>
    </message>
    <message>
        <source>fluent</source>
        <translation>fließend</translation>
    </message>
    <message>
        <source>basic</source>
        <translation>Grundkenntnisse</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Find a colleague</source>
        <translation>Jemanden finden</translation>
    </message>
    <message>
        <source>By name, number, skill or site</source>
        <translation>Über Namen, Nummer, Kenntnisse oder Standort</translation>
    </message>
    <message>
        <source>Find a page</source>
        <translation>Eine Seite finden</translation>
    </message>
    <message>
        <source>How things are done here</source>
        <translation>Wie etwas bei uns gemacht wird</translation>
    </message>
    <message>
        <source>Look up an answer</source>
        <translation>Eine Antwort nachschlagen</translation>
    </message>
    <message>
        <source>What others asked, and what helped</source>
        <translation>Was andere gefragt haben und was half</translation>
    </message>
    <message>
        <source>Read the news</source>
        <translation>Neues lesen</translation>
    </message>
    <message>
        <source>Posts from all over the company</source>
        <translation>Beiträge aus dem ganzen Unternehmen</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>TreeView</name>
    <message>
        <source>Spaces and their pages</source>
        <translation>Wiki-Bereiche und ihre Seiten</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
</context>
<context>
    <name>UnitView</name>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Units below</source>
        <translation>Untergeordnete Einheiten</translation>
    </message>
    <message>
        <source>Members ({number})</source>
        <translation>Mitglieder ({number})</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>vor {count} Tagen</translation>
    </message>
    <message>
        <source>{count} weeks ago</source>
        <translation>vor {count} Wochen</translation>
    </message>
    <message>
        <source>{count} months ago</source>
        <translation>vor {count} Monaten</translation>
    </message>
    <message>
        <source>{count} years ago</source>
        <translation>vor {count} Jahren</translation>
    </message>
    <message>
        <source>in {count} days</source>
        <translation>in {count} Tagen</translation>
    </message>
    <message>
        <source>in {count} weeks</source>
        <translation>in {count} Wochen</translation>
    </message>
    <message>
        <source>in {count} months</source>
        <translation>in {count} Monaten</translation>
    </message>
    <message>
        <source>in {count} years</source>
        <translation>in {count} Jahren</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Other name</source>
        <translation>Weiterer Name</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Also called</source>
        <translation>Auch genannt</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Kenntnisse</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Answers for</source>
        <translation>Zuständig für</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Wiki-Bereich</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Verfasst von</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Sounds like {name}</source>
        <translation>Klingt wie {name}</translation>
    </message>
</context>
</TS>
