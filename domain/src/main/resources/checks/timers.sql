select cadence_id as subject, 'its process was lost with its engine' as text from lost_cadence
